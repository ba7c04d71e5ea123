package polystore.transformers.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A database in memory as readers see it: a commit is announced first and becomes visible later, and a snapshot is a
/// prefix of the order in which commits became visible.
final class Rows {

    static final int ROOTS = 3;
    static final int CHILDREN = 6;

    private final Map<Integer, Integer> roots = new TreeMap<>();
    private final Map<Integer, Child> children = new TreeMap<>();
    private final Set<String> locked = new HashSet<>();
    private final Set<Integer> visible = new HashSet<>();
    private final List<Announced> feed = new ArrayList<>();
    private int transactions;

    record Child(int parent, int value) {}

    /// A change as a log decoder tells it.
    record Announced(int xid, Set<Integer> touched) {}

    /// @param number how many commits it sees: of two, the one with more sees all that the other sees
    record Snapshot(int number, Set<Integer> visible, Map<Integer, Integer> roots, Map<Integer, Child> children) {

        /// The document of a root, null where there is no such row.
        @Nullable
        String document(int root) {
            var value = roots.get(root);
            if (value == null) {
                return null;
            }
            var text = new StringBuilder("root " + value);
            children.forEach((id, child) -> {
                if (child.parent() == root) {
                    text.append(", ").append(id).append('=').append(child.value());
                }
            });
            return text.toString();
        }
    }

    Snapshot snapshot() {
        return new Snapshot(visible.size(), Set.copyOf(visible), new TreeMap<>(roots), new TreeMap<>(children));
    }

    boolean tryLock(Set<String> rows) {
        if (rows.stream().anyMatch(locked::contains)) {
            return false;
        }
        return locked.addAll(rows);
    }

    /// The commit is in the log, but no snapshot sees it yet.
    int announce(Set<Integer> touched) {
        transactions++;
        feed.add(new Announced(transactions, touched));
        return transactions;
    }

    void makeVisible(int xid, Runnable effect, Set<String> rows) {
        effect.run();
        visible.add(xid);
        locked.removeAll(rows);
    }

    /// Every announced commit is visible.
    boolean settled() {
        return visible.size() == transactions;
    }

    /// How far the log has been written.
    int position() {
        return feed.size();
    }

    Announced announced(int position) {
        return feed.get(position);
    }

    Map<Integer, Integer> roots() {
        return roots;
    }

    Map<Integer, Child> children() {
        return children;
    }
}
