package polystore.analytics.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What to do with each record of a batch. A record that cannot be applied takes those of its key behind it aside, and
/// no others.
///
/// @param apply in order
/// @param repeated known already, nothing to do
/// @param park in order
record Sorted(List<Decoded.Event> apply, List<Decoded.Event> repeated, List<Parked> park) {

    /// @param waiting keys that have parked records already
    /// @param versions of the orders that are known
    static Sorted of(List<Decoded> batch, Set<String> waiting, Map<UUID, Integer> versions) {
        var sorting = new Sorting(new HashSet<>(waiting), new HashMap<>(versions));
        batch.forEach(sorting::sort);
        return sorting.sorted;
    }

    private record Sorting(Set<String> waiting, Map<UUID, Integer> versions, Sorted sorted) {

        Sorting(Set<String> waiting, Map<UUID, Integer> versions) {
            this(waiting, versions, new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        }

        void sort(Decoded decoded) {
            if (waiting.contains(decoded.record().key())) {
                sorted.park.add(Parked.behind(decoded.record()));
                return;
            }
            switch (decoded) {
                case Decoded.Event event -> sort(event);
                case Decoded.Undecodable(var record, var cause) -> poison(new Parked(record, cause, 1));
            }
        }

        /// Events of an order come in the order of its versions, without a gap: a gap is a loss, and adding up what is
        /// left would hide it.
        private void sort(Decoded.Event event) {
            var order = event.event().orderId();
            var known = versions.getOrDefault(order, 0);
            var version = event.event().version();
            if (version <= known) {
                sorted.repeated.add(event);
            } else if (version == known + 1) {
                versions.put(order, version);
                sorted.apply.add(event);
            } else {
                poison(new Parked(event.record(), "version " + version + " came after version " + known, 1));
            }
        }

        private void poison(Parked parked) {
            waiting.add(parked.record().key());
            sorted.park.add(parked);
        }
    }
}
