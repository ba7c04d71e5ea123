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
        suspended.signal("STOP");
        return suspended;
    }

    @Override
    public void close() {
        go();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }

    private void go() {
        try {
            signal("CONT");
        } catch (IOException e) {
            throw new IllegalStateException("Send CONT to the processes " + pids + ": they are suspended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// By the shell, which has `kill` wherever there is a shell.
    private void signal(String name) throws IOException, InterruptedException {
        if (!pids.isEmpty()) {
            var all = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + all)
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
