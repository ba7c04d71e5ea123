package polystore.orders.stock;

import java.util.Set;

/// Opens the noted stock changes to tests of other packages.
public final class StockNotes {

    private StockNotes() {}

    /// The SKUs that were noted since the last look.
    public static Set<String> of(StockChanges changes) {
        return changes.drain();
    }
}
