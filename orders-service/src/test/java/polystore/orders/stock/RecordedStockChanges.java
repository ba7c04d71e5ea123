package polystore.orders.stock;

import java.util.Set;

/// Gives tests of other packages access to the recorded stock changes.
public final class RecordedStockChanges {

    private RecordedStockChanges() {}

    /// The SKUs that were recorded since the last call.
    public static Set<String> of(StockChanges changes) {
        return changes.drain();
    }
}
