package polystore.command.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import polystore.command.stack.Component;
import polystore.command.stack.RestartLimit;
import polystore.command.stack.State;
import polystore.command.stack.StatusBoard;
import polystore.command.stack.Supervisor;

/// The supervisors of the components that were started.
final class Supervisors {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final StatusBoard board;
    private final List<Supervisor> supervisors = new CopyOnWriteArrayList<>();
    private boolean stopping;

    Supervisors(StatusBoard board) {
        this.board = board;
    }

    /// Starts a component and waits until it is ready, or records that it runs outside the stack.
    void start(String name, Optional<Component> own, @Nullable String note) {
        if (own.isEmpty()) {
            board.become(name, State.EXTERNAL, null, note);
            return;
        }
        var supervisor = new Supervisor(own.get(), board, Clock.systemUTC(), new RestartLimit(FIRST_PAUSE), note);
        if (!get(begin(supervisor))) {
            throw new IllegalStateException(name + " did not start; see ./polystore logs " + name);
        }
    }

    /// Afterwards a component can no longer be started.
    synchronized void refuseStarts() {
        stopping = true;
    }

    void restart(String name) {
        named(List.of(name)).forEach(Supervisor::restart);
    }

    void stop(List<String> names) {
        Parallel.run(named(names).stream()
                .<Runnable>map(supervisor -> supervisor::stop)
                .toList());
        supervisors.removeIf(supervisor -> names.contains(supervisor.name()));
    }

    void stopAll() {
        stop(supervisors.stream().map(Supervisor::name).toList());
    }

    private List<Supervisor> named(List<String> names) {
        return supervisors.stream()
                .filter(supervisor -> names.contains(supervisor.name()))
                .toList();
    }

    private synchronized Future<Boolean> begin(Supervisor supervisor) {
        if (stopping) {
            throw new IllegalStateException(supervisor.name() + " was not started because the stack is stopping");
        }
        supervisors.add(supervisor);
        return supervisor.start();
    }

    private static boolean get(Future<Boolean> started) {
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
