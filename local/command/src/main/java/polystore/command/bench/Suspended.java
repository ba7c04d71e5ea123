package polystore.command.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Processes that stand still until this is closed, or the program ends: they take no processor from what is measured.
final class Suspended implements AutoCloseable {
    private final List<Long> pids;
    private final Thread atTheEnd = new Thread(this::go);

    private Suspended(Collection<Long> pids) {
        this.pids = List.copyOf(pids);
    }

    /// @param pids process numbers, may be none
    static Suspended of(Collection<Long> pids) throws IOException, InterruptedException {
        var suspended = new Suspended(pids);
        Runtime.getRuntime().addShutdownHook(suspended.atTheEnd);
        if (!suspended.signal("STOP")) {
            throw new IllegalStateException("The processes " + pids + " cannot be suspended: run without --alone");
        }
        return suspended;
    }

    @Override
    public void close() {
        go();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private void go() {
        try {
            var _ = signal("CONT"); // false for one that has ended meanwhile
        } catch (IOException e) {
            throw new IllegalStateException("Send CONT to the processes " + pids + ": they are suspended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// By the shell, which has `kill` wherever there is a shell; false when one of the processes did not take it.
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
