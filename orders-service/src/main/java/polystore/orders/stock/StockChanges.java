package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The SKUs whose stock this process changed since their levels were last published.
///
/// In memory only: after a crash an exact level is published with its next change. A change of band is found in the
/// database and needs no note.
@ApplicationScoped
public class StockChanges {

    /// Bounds the memory while Kafka is away; the levels of further SKUs are published with their next change.
    private static final int CHANGES_MAX = 100_000;

    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    /// To be called after a commit: before it, the level that is published would be the old one.
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
