package polystore.transformers.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One of four kinds of transactions at a time: a root is put, deleted with its children, a child is put or deleted, a
/// child moves to another parent. Rows are locked first, as PostgreSQL would.
final class Writer implements Actor {

    /// Slow enough for the workers to keep up: when all is recomputed at the end, nothing can be wrong.
    private static final int BETWEEN_MAX = 100;

    private final Rows rows;
    private final Random random;
    private int left;
    private @Nullable Change change;
    private int xid;
    private int pause;

    Writer(Rows rows, Random random, int transactions) {
        this.rows = rows;
        this.random = random;
        this.left = transactions;
    }

    private record Change(Set<String> rows, Set<Integer> touched, Runnable effect) {}

    @Override
    public boolean done() {
        return left == 0 && change == null;
    }

    @Override
    public void step() {
        if (done() || pause-- > 0) {
            return;
        }
        if (change == null) {
            begin();
        } else if (xid == 0) {
            xid = rows.announce(change.touched());
            pause = random.nextInt(30);
        } else {
            rows.makeVisible(xid, change.effect(), change.rows());
            change = null;
            xid = 0;
            pause = random.nextInt(BETWEEN_MAX);
        }
    }

    private void begin() {
        var drawn = draw();
        if (rows.tryLock(drawn.rows())) {
            change = drawn;
            left--;
            pause = random.nextInt(4);
        }
    }

    private Change draw() {
        var root = random.nextInt(Rows.ROOTS);
        var child = random.nextInt(Rows.CHILDREN);
        var value = random.nextInt(1_000);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 ->
                new Change(
                        Set.of("root" + root), Set.of(root), () -> rows.roots().put(root, value));
            case 3, 4, 5 -> deleteRoot(root);
            case 6, 7, 8 -> moveOrPut(child, root, value);
            default -> deleteChild(child);
        };
    }

    private Change deleteRoot(int root) {
        var locks = new HashSet<>(Set.of("root" + root));
        rows.children().forEach((id, child) -> {
            if (child.parent() == root) {
                locks.add("child" + id);
            }
        });
        return new Change(locks, Set.of(root), () -> {
            rows.roots().remove(root);
            rows.children().values().removeIf(child -> child.parent() == root);
        });
    }

    /// Both parents are touched; both are locked, as foreign keys do.
    private Change moveOrPut(int child, int root, int value) {
        var old = rows.children().get(child);
        var touched = old == null ? Set.of(root) : new HashSet<>(List.of(root, old.parent()));
        var locks = new HashSet<>(Set.of("child" + child, "root" + root));
        if (old != null) {
            locks.add("root" + old.parent());
        }
        return new Change(locks, touched, () -> rows.children().put(child, new Rows.Child(root, value)));
    }

    private Change deleteChild(int child) {
        var old = rows.children().get(child);
        var touched = old == null ? Set.<Integer>of() : Set.of(old.parent());
        return new Change(
                Set.of("child" + child), touched, () -> rows.children().remove(child));
    }
}
