package polystore.command.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import polystore.stores.PidFile;
import polystore.stores.Postmaster;
import polystore.stores.ServerProcess;

/// Components that still run although their launcher was killed.
public final class Orphans {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private Orphans() {}

    /// Stops every component that has a pid file in `run`, in the given order.
    ///
    /// @return the names of those that were still running
    public static List<String> stop(Path run, List<String> inOrder) {
        return inOrder.stream()
                .filter(name -> stopped(run.resolve(name + ".pid"), name))
                .toList();
    }

    /// The names of the components that still run.
    public static List<String> running(Path run, List<String> names) {
        return names.stream()
                .filter(name -> PidFile.running(run.resolve(name + ".pid")).isPresent())
                .toList();
    }

    private static boolean stopped(Path file, String name) {
        var process = PidFile.running(file);
        process.ifPresent(running -> {
            if (name.equals("postgresql")) {
                Postmaster.stop(running);
            } else {
                ServerProcess.stop(running, STOP_MAX);
            }
        });
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return process.isPresent();
    }
}
