package polystore.command.bench;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// With a process of its own.
class SuspendedProcessesIT {

    @Test
    void standsStillUntilClosed() throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/stat")).exists();
        var process = new ProcessBuilder("sleep", "600").start();
        try {
            try (var _ = SuspendedProcesses.of(List.of(process.pid()))) {
                await().until(() -> state(process).equals("T"));
            }
            await().until(() -> state(process).equals("S"));
        } finally {
            process.destroyForcibly();
        }
    }

    /// `T` for a process that a signal stopped, `S` for one that sleeps. Source: proc(5).
    private static String state(Process process) throws IOException {
        var stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    }
}
