package polystore.command.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Processes that are suspended (SIGSTOP) until this is closed or the program ends, so that they take no CPU time
/// from the measurement.
final class SuspendedProcesses implements AutoCloseable {
    private final List<Long> pids;
    private final Thread shutdownHook = new Thread(this::resume);

    private SuspendedProcesses(Collection<Long> pids) {
        this.pids = List.copyOf(pids);
    }

    /// @param pids process numbers, may be none
    static SuspendedProcesses of(Collection<Long> pids) throws IOException, InterruptedException {
        var suspended = new SuspendedProcesses(pids);
        Runtime.getRuntime().addShutdownHook(suspended.shutdownHook);
        if (!suspended.signal("STOP")) {
            throw new IllegalStateException("The processes " + pids + " cannot be suspended: run without --alone");
        }
        return suspended;
    }

    @Override
    public void close() {
        resume();
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }

    private void resume() {
        try {
            var _ = signal("CONT"); // false when one of them has ended meanwhile
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The processes " + pids + " are still suspended: resume them with kill -CONT", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Uses the `kill` that every POSIX shell has built in; false when one of the processes could not be signalled.
    private boolean signal(String name) throws IOException, InterruptedException {
        if (pids.isEmpty()) {
            return true;
        }
        var all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return new ProcessBuilder("sh", "-c", "kill -" + name + " " + all)
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }
}
