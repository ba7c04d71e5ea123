package polystore.transformers.live;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import polystore.transformers.plan.TableUse;

/// What changes have touched since it was cleared: values that lead to roots, by the place where the mapping uses them.
/// Several changes of one root are one entry.
final class Touched {

    private final IdentityHashMap<TableUse, Set<List<String>>> links = new IdentityHashMap<>();
    private final Set<Long> xids = new HashSet<>();
    private long xid;
    private int size;
    private int changes;
    private boolean everything;

    /// @param transaction full id of the transaction of what follows
    void change(long transaction) {
        xid = transaction;
        changes++;
    }

    void add(TableUse use, List<String> values) {
        xids.add(xid);
        if (links.computeIfAbsent(use, _ -> new LinkedHashSet<>()).add(List.copyOf(values))) {
            size++;
        }
    }

    /// Any root may be touched.
    void everything() {
        xids.add(xid);
        everything = true;
    }

    /// The values of some places.
    Map<TableUse, Set<List<String>>> links(Predicate<TableUse> chosen) {
        var some = new IdentityHashMap<TableUse, Set<List<String>>>();
        links.forEach((use, values) -> {
            if (chosen.test(use)) {
                some.put(use, values);
            }
        });
        return some;
    }

    long[] xids() {
        return xids.stream().mapToLong(Long::longValue).toArray();
    }

    /// Different values, each of which leads to any number of roots.
    int size() {
        return size;
    }

    /// Changed rows.
    int changes() {
        return changes;
    }

    boolean isEverything() {
        return everything;
    }

    boolean isEmpty() {
        return size == 0 && !everything;
    }

    void clear() {
        links.clear();
        xids.clear();
        size = 0;
        changes = 0;
        everything = false;
    }
}
