package polystore.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A file with the id and start time of a process. The start time is needed because the operating system reuses ids,
/// and a foreign process must not be killed.
public final class PidFile {
    /// Linux gives start times relative to the boot time, which is known to the second only.
    private static final Duration DRIFT_MAX = Duration.ofSeconds(2);

    private PidFile() {}

    /// Writes the file of a process that has just started.
    public static void write(Path file, ProcessHandle process) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, process.pid() + " " + start(process).toEpochMilli() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /// The process that `file` names, if it still runs and has the same start time.
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

    /// The start time of the process; the epoch where the operating system does not tell it.
    public static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
