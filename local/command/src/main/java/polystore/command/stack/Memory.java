package polystore.command.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Memory use of processes.
public final class Memory {
    private static final long KIB = 1024;

    private Memory() {}

    /// Resident bytes of a process and its descendants; empty when the process has ended.
    ///
    /// With descendants, shared pages count once (Linux' proportional set size): the processes of PostgreSQL share
    /// one buffer.
    public static OptionalLong residentBytes(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> OptionalLong.of(family(process.descendants().toList(), pid)))
                .orElse(OptionalLong.empty());
    }

    private static long family(List<ProcessHandle> descendants, long pid) {
        var measure = descendants.isEmpty() ? "Rss:" : "Pss:";
        return Stream.concat(Stream.of(pid), descendants.stream().map(ProcessHandle::pid))
                .mapToLong(each -> bytes(each, measure))
                .sum();
    }

    private static long bytes(long pid, String measure) {
        var rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try (var lines = Files.lines(rollup)) {
            return lines.filter(line -> line.startsWith(measure))
                    .mapToLong(Memory::kibibytes)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return fromPs(pid);
        }
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIB;
    }

    private static long fromPs(long pid) {
        try {
            var process = new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", Long.toString(pid))).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor(2, TimeUnit.SECONDS);
            return said.isEmpty() ? 0 : Long.parseLong(said) * KIB;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
