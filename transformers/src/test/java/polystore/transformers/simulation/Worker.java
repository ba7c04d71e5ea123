package polystore.transformers.simulation;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.transformers.sink.GuardedWriter;
import polystore.transformers.turnstile.Turnstile;

/// Recomputes roots with the real turnstile and the real writer, taking any task that waits.
final class Worker implements Actor {

    /// Now and then a worker stalls, as a process does that collects garbage or waits for a network.
    private static final int STALL_MAX = 60;

    private final Turnstile turnstile;
    private final GuardedWriter writer;
    private final List<Task> tasks;
    private final Random random;

    private Task task = new Task(-1, Set.of());
    private @Nullable Strand working;
    private int stalled;

    /// @param xids changes that the snapshot has to see; none for a backfill
    record Task(int root, Set<Integer> xids) {}

    Worker(Turnstile turnstile, GuardedWriter writer, List<Task> tasks, Random random) {
        this.turnstile = turnstile;
        this.writer = writer;
        this.tasks = tasks;
        this.random = random;
    }

    @Override
    public boolean done() {
        return working == null && tasks.isEmpty();
    }

    @Override
    public void step() {
        if (stalled-- > 0) {
            return;
        }
        if (working == null && !tasks.isEmpty()) {
            var next = tasks.remove(random.nextInt(tasks.size()));
            task = next;
            working = new Strand(() -> recompute(next));
        }
        if (working != null) {
            working.step();
            stalled = working.mayStall() && random.nextInt(4) == 0 ? random.nextInt(STALL_MAX) : 0;
            if (working.ended()) {
                working = null;
            }
        }
    }

    boolean worksOn(int root) {
        return working != null && task.root() == root;
    }

    private void recompute(Task task) {
        try {
            var xids = task.xids().stream().mapToLong(Integer::longValue).toArray();
            var read = turnstile.read(xids, SimulatedDatabase::snapshot);
            writer.write(List.of(RowsToDocument.write(read.value(), task.root(), read.ticket())));
        } catch (SQLException crashed) {
            tasks.add(task);
        }
    }
}
