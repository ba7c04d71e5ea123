package polystore.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.command.home.Home;
import polystore.command.launch.Doorman;
import polystore.command.stack.LauncherLock;
import polystore.stores.ServerProcess;

/// `down`: stops the stack, and forgets its data when asked to.
@Command(name = "down", description = "Stop the stack.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    /// A launcher stops three groups, each bounded by itself.
    private static final Duration STOP_MAX = Duration.ofSeconds(100);

    @Option(names = "--wipe", description = "Remove data, secrets and logs too; downloaded programs are kept.")
    private boolean wipe;

    @Override
    public Integer call() throws IOException {
        var home = Polystore.home();
        var launcher = LauncherLock.heldBy(home.launcherLock());
        launcher.ifPresent(process -> {
            System.out.println("Stopping the stack of process " + process.pid());
            ServerProcess.stop(process, STOP_MAX);
        });
        var orphans = new Doorman(home, Polystore.ports(), Polystore.environment()).stopOrphans();
        if (!orphans.isEmpty()) {
            System.out.println("Stopped what an earlier launcher left behind: " + String.join(", ", orphans));
        }
        System.out.println(launcher.isPresent() || !orphans.isEmpty() ? "Stopped." : "Nothing was running.");
        if (wipe) {
            wipe(home);
        }
        return 0;
    }

    /// Only what the stack made, by name: a home may have been set to a folder with other things in it.
    private static void wipe(Home home) throws IOException {
        for (var name : List.of("data", "secrets", "keys", "logs", "run", "marks")) {
            delete(home.folder().resolve(name));
        }
        System.out.println("Data, secrets and logs are gone from " + home.folder() + ".");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
