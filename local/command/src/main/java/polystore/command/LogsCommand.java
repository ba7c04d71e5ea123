package polystore.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import polystore.command.home.Home;
import polystore.stores.LogTail;

/// `logs`: the last lines of the components' logs, and with `--follow` every new line.
@Command(name = "logs", description = "Show the logs of a component, or of all.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int LOOK_EVERY_MS = 200;

    @Option(
            names = {"-f", "--follow"},
            description = "Print new lines as they are written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "50",
            description = "Number of last lines to print (${DEFAULT-VALUE}).")
    private int lines;

    @Parameters(
            arity = "0..1",
            paramLabel = "component",
            description = "A name that status shows; all components if omitted.")
    private @Nullable String component;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var logs = chosen(Polystore.home());
        // Following starts at the size read before the last lines are printed, so that no line is lost in between.
        var appended = new ArrayList<AppendedLines>();
        for (var log : logs) {
            appended.add(AppendedLines.after(log));
            show(log, LogTail.last(log, lines), logs.size() > 1);
        }
        while (follow) {
            Thread.sleep(LOOK_EVERY_MS);
            for (var next : appended) {
                show(next.log(), next.next(), logs.size() > 1);
            }
        }
        return 0;
    }

    private List<Path> chosen(Home home) throws IOException {
        if (!Files.isDirectory(home.logs())) {
            throw new IllegalStateException("There are no logs in " + home.logs() + ": nothing was started yet");
        }
        try (var files = Files.list(home.logs())) {
            var all = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
            var chosen = all.stream()
                    .filter(file -> component == null || name(file).equals(component))
                    .toList();
            if (chosen.isEmpty()) {
                throw new IllegalArgumentException("There is no log of " + component + ". Logs: "
                        + String.join(", ", all.stream().map(LogsCommand::name).toList()));
            }
            return chosen;
        }
    }

    private static void show(Path log, String text, boolean named) {
        text.lines().forEach(line -> System.out.println(named ? "%-12s %s".formatted(name(log), line) : line));
    }

    private static String name(Path log) {
        return log.getFileName().toString().replaceAll("\\.log$", "");
    }
}
