package polystore.transformers.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Recomputes roots by the protocol, one small step at a time, taking any task that waits.
final class Worker implements Actor {

    /// Now and then a worker stalls, as a process does that collects garbage or waits for a network; not while it holds
    /// the lock, which would only hold up everybody.
    private static final int STALL_MAX = 200;

    private final Rows rows;
    private final Documents documents;
    private final Gate gate;
    private final List<Task> tasks;
    private final Random random;
    private final Fault fault;

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private Task task = new Task(0, Set.of());
    private Rows.Snapshot snapshot;
    private long version;
    private boolean holding;
    private int pause;

    /// @param xids changes that the snapshot has to see; none for a backfill
    record Task(int root, Set<Integer> xids) {}

    Worker(Rows rows, Documents documents, Gate gate, List<Task> tasks, Random random, Fault fault) {
        this.rows = rows;
        this.documents = documents;
        this.gate = gate;
        this.tasks = tasks;
        this.random = random;
        this.fault = fault;
        this.snapshot = rows.snapshot();
    }

    @Override
    public boolean done() {
        return steps.isEmpty() && tasks.isEmpty();
    }

    @Override
    public void step() {
        if (pause-- > 0) {
            return;
        }
        if (steps.isEmpty() && !tasks.isEmpty()) {
            task = tasks.remove(random.nextInt(tasks.size()));
            enter();
        }
        if (!steps.isEmpty()) {
            steps.removeFirst().run();
            pause = !holding && random.nextInt(8) == 0 ? random.nextInt(STALL_MAX) : 0;
        }
    }

    private void enter() {
        switch (fault) {
            case NO_LOCK -> steps.addAll(List.of(this::takeTicket, this::takeSnapshot, this::decide));
            case LOCK_INSIDE -> steps.addAll(List.of(this::takeSnapshot, this::lock));
            default -> steps.add(this::lock);
        }
    }

    private void lock() {
        holding = gate.tryLock();
        if (!holding) {
            steps.addFirst(this::lock);
        } else if (fault == Fault.LOCK_INSIDE) {
            steps.addAll(List.of(this::takeTicket, this::unlock, this::decide));
        } else {
            steps.addAll(List.of(this::takeTicket, this::takeSnapshot, this::unlock, this::decide));
        }
    }

    private void takeTicket() {
        version = gate.nextTicket();
    }

    private void takeSnapshot() {
        snapshot = rows.snapshot();
        if (fault == Fault.LOG_POSITION_AS_VERSION) {
            version = rows.position();
        }
    }

    private void unlock() {
        gate.unlock();
        holding = false;
    }

    private void decide() {
        if (!snapshot.visible().containsAll(task.xids()) && fault != Fault.NO_VISIBILITY_CHECK) {
            enter();
        } else if (snapshot.document(task.root()) == null) {
            steps.addAll(remove());
        } else {
            steps.addAll(List.of(this::put, this::giveWayToTombstone));
        }
    }

    private List<Runnable> remove() {
        Runnable delete = () -> documents.delete(task.root(), version, guarded());
        Runnable raise = () -> documents.raiseTombstone(task.root(), version);
        return switch (fault) {
            case NO_TOMBSTONES -> List.of(delete);
            case TOMBSTONE_TOO_LATE -> List.of(delete, raise);
            default -> List.of(raise, delete);
        };
    }

    private void put() {
        var text = String.valueOf(snapshot.document(task.root()));
        documents.put(task.root(), new Documents.Stored(version, text, snapshot.number()), guarded());
    }

    private void giveWayToTombstone() {
        var tombstone = documents.tombstone(task.root());
        if (tombstone > version) {
            steps.addFirst(() -> documents.delete(task.root(), tombstone + 1, guarded()));
        }
    }

    private boolean guarded() {
        return fault != Fault.NO_GUARD;
    }
}
