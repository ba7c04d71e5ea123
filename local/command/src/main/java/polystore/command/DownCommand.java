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
import polystore.command.launch.Preflight;
import polystore.command.stack.LauncherLock;
import polystore.stores.ServerProcess;

/// `down`: stops the stack, and deletes its data with `--wipe`.
@Command(name = "down", description = "Stop the stack.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    /// A launcher stops the gateway, the services and the stores one after the other, each with a limit of 30 s.
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
        var orphans = new Preflight(home, Polystore.ports(), Polystore.environment()).stopOrphans();
        if (!orphans.isEmpty()) {
            System.out.println(
                    "Stopped processes that an earlier launcher left running: " + String.join(", ", orphans));
        }
        System.out.println(launcher.isPresent() || !orphans.isEmpty() ? "Stopped." : "Nothing was running.");
        if (wipe) {
            wipe(home);
        }
        return 0;
    }

    /// Deletes only the folders that the stack creates: POLYSTORE_HOME may name a folder that has other files in it.
    private static void wipe(Home home) throws IOException {
        for (var name : List.of("data", "secrets", "keys", "tls", "logs", "run", "marks")) {
            delete(home.folder().resolve(name));
        }
        System.out.println("Deleted data, secrets and logs in " + home.folder() + ".");
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
