package polystore.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// CPU time of a process with its children, ended ones included, by `/proc/<pid>/stat` (proc(5)).
record Cpu(ProcessHandle process) {
    /// USER_HZ is 100 on every Linux that Java runs on: a tick is 10 ms.
    private static final long TICK_MICROS = 10_000;

    /// Fields 14 and 15 are the process's own time, 16 and 17 that of children it has waited for.
    private static final int FIRST_TIME = 14;

    /// Microseconds so far, in steps of 10 ms; 0 where there is no `/proc`.
    long micros() {
        var own = ticks(process.pid(), 4);
        var living =
                process.children().mapToLong(child -> ticks(child.pid(), 4)).sum();
        return (own + living) * TICK_MICROS;
    }

    /// Microseconds that the processors of the whole machine were busy so far, by the first line of `/proc/stat`.
    static long machineMicros() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var busy = lines.findFirst().orElse("").split(" +", -1);
            return Stream.of(1, 2, 3, 6, 7)
                            .mapToLong(field -> Long.parseLong(busy[field]))
                            .sum()
                    * TICK_MICROS;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ticks(long pid, int fields) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name, in parentheses, may contain blanks; the text behind it begins with field 3.
            List<String> rest =
                    Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return rest.subList(FIRST_TIME - 3, FIRST_TIME - 3 + fields).stream()
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            return 0; // the process ended meanwhile: its time is included in that of its parent
        }
    }
}
