package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The SKUs whose stock this process changed since their levels were last published.
///
/// In memory only: after a crash, an exact level is published with its next change. Changes of band are found in
/// the database.
@ApplicationScoped
public class StockChanges {

    /// Limits the memory while Kafka is unavailable; the levels of further SKUs are published with their next
    /// change.
    private static final int CHANGES_MAX = 100_000;

    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /// Must be called after the commit, because before it the old level would be published.
    public void add(Collection<String> skus) {
        if (changed.size() < CHANGES_MAX) {
            changed.addAll(skus);
        }
    }

    /// The SKUs that were added since the last call.
    Set<String> drain() {
        var drained = new HashSet<>(changed);
        changed.removeAll(drained);
        return drained;
    }
}
