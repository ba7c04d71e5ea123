package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// PostgreSQL's main process, identified by `postmaster.pid`.
public final class Postmaster {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    private Postmaster() {}

    /// Prepares `data` for a start: stops a server that still runs on it, and removes a lock file whose process id
    /// now belongs to another program.
    static void release(Path data) {
        var lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        holder(lock).ifPresentOrElse(Postmaster::stop, () -> delete(lock));
    }

    /// Stops in fast mode (SIGINT), which rolls open transactions back and closes all sessions. SIGTERM would wait
    /// until every session has ended.
    public static void stop(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor(2, TimeUnit.SECONDS);
            process.onExit().get(STOP_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            ServerProcess.stop(process, STOP_MAX);
        }
    }

    private static Optional<ProcessHandle> holder(Path lock) {
        try (var lines = Files.lines(lock)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + lock, e);
        }
    }

    private static void delete(Path lock) {
        try {
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove the stale " + lock, e);
        }
    }
}
