package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which SKUs changed since the levels were last published; a hint only, lost without harm in a crash.
@ApplicationScoped
public class StockChanges {

    /// Beyond it the rest waits for its next change: exact numbers may be late, bands are found in the database.
    private static final int CHANGES_MAX = 100_000;

    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    public void noted(Collection<String> skus) {
        if (changed.size() < CHANGES_MAX) {
            changed.addAll(skus);
        }
    }

    /// What was noted since the last call.
    Set<String> drain() {
        var drained = new HashSet<>(changed);
        changed.removeAll(drained);
        return drained;
    }
}
