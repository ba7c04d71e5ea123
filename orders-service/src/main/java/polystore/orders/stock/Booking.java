package polystore.orders.stock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides on movements one after the other, each based on the stock after the previous ones.
final class Booking {

    private final Map<String, Long> available;
    private final Set<Reference> recorded;

    private Booking(Map<String, Long> available, Collection<Reference> recorded) {
        this.available = new HashMap<>(available);
        this.recorded = new HashSet<>(recorded);
    }

    /// The sender's id of a movement.
    record Reference(String sku, String reference) {

        /// Null for a movement without a reference.
        static @Nullable Reference of(Movement movement) {
            return movement.reference() == null ? null : new Reference(movement.sku(), movement.reference());
        }
    }

    /// @param available units per SKU; a SKU without a stock row is absent
    /// @param recorded the references that are in the ledger
    /// @return one result per movement, in their order
    static List<MovementResult> decide(
            List<Movement> movements, Map<String, Long> available, Collection<Reference> recorded) {
        var booking = new Booking(available, recorded);
        var results = new ArrayList<MovementResult>();
        for (var movement : movements) {
            results.add(booking.take(movement));
        }
        return results;
    }

    private MovementResult take(Movement movement) {
        var reference = Reference.of(movement);
        if (reference != null && recorded.contains(reference)) {
            return MovementResult.DUPLICATE;
        }
        var before = available.get(movement.sku());
        if (before == null || before + movement.quantity() < 0) {
            return MovementResult.REJECTED;
        }
        available.put(movement.sku(), before + movement.quantity());
        if (reference != null) {
            recorded.add(reference);
        }
        return MovementResult.APPLIED;
    }
}
