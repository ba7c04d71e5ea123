package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Remembers a process by number and start time: numbers are used again, and a foreign process must not be killed.
public final class PidFile {
    /// Linux counts start times from the boot, whose own time is known to the second only.
    private static final Duration DRIFT_MAX = Duration.ofSeconds(2);

    private PidFile() {}

    /// Writes down a process that just started.
    public static void write(Path file, ProcessHandle process) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, process.pid() + " " + start(process).toEpochMilli() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /// The process that `file` names, if that very process still runs.
    public static Optional<ProcessHandle> running(Path file) {
        try {
            var content = Files.readString(file).strip();
            var space = content.indexOf(' ');
            var started = Instant.ofEpochMilli(Long.parseLong(content.substring(space + 1)));
            return ProcessHandle.of(Long.parseLong(content.substring(0, Math.max(0, space))))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> started.equals(Instant.EPOCH)
                            || Duration.between(started, start(process)).abs().compareTo(DRIFT_MAX) <= 0);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// When the process started; the epoch where the system does not tell.
    public static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
