package polystore.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final int CHUNK_BYTES = 64 * 1024;
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
        var from = new LinkedHashMap<Path, Long>();
        for (var log : logs) {
            from.put(log, Files.size(log));
            show(log, LogTail.last(log, lines), logs.size() > 1);
        }
        while (follow) {
            Thread.sleep(LOOK_EVERY_MS);
            for (var log : logs) {
                show(log, fresh(log, from), logs.size() > 1);
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
                throw new IllegalArgumentException("No log of " + component + ". There are: "
                        + String.join(", ", all.stream().map(LogsCommand::name).toList()));
            }
            return chosen;
        }
    }

    private static String fresh(Path log, Map<Path, Long> from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var start = from.getOrDefault(log, 0L) > file.length() ? 0 : from.getOrDefault(log, 0L);
            var bytes = new byte[(int) Math.min(CHUNK_BYTES, file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            var whole = lastNewline(bytes) + 1;
            from.put(log, start + whole);
            return new String(bytes, 0, whole, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static int lastNewline(byte[] bytes) {
        for (var at = bytes.length - 1; at >= 0; at--) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private static void show(Path log, String text, boolean named) {
        text.lines().forEach(line -> System.out.println(named ? "%-12s %s".formatted(name(log), line) : line));
    }

    private static String name(Path log) {
        return log.getFileName().toString().replaceAll("\\.log$", "");
    }
}
