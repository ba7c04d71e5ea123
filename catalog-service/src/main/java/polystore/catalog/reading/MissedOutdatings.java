package polystore.catalog.reading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/// What Redis could not be told while it was away: which copies are too old.
final class MissedOutdatings {

    /// A minute of 150 changes a second; beyond, the oldest are left to the copies' own end of life.
    private static final int MISSED_MAX = 10_000;

    private final Map<String, Revision> missed = new LinkedHashMap<>();

    synchronized void add(String id, Revision age) {
        missed.merge(id, age, Revision::newer);
        if (missed.size() > MISSED_MAX) {
            missed.remove(missed.keySet().iterator().next());
        }
    }

    /// Hands each to `tell`, and forgets those it has told; stops at the first it has not.
    synchronized void drain(BiPredicate<String, Revision> tell) {
        var left = missed.entrySet().iterator();
        while (left.hasNext()) {
            var next = left.next();
            if (!tell.test(next.getKey(), next.getValue())) {
                return;
            }
            left.remove();
        }
    }
}
