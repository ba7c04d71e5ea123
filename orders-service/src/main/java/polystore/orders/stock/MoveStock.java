package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.List;

/// Books a batch of stock movements, all in one transaction.
@ApplicationScoped
public class MoveStock {

    /// One transaction holds the locks of at most this many SKUs.
    public static final int MOVEMENTS_MAX = 1_000;

    private final PostgresStock stock;
    private final StockChanges changes;
    private final TransactionSynchronizationRegistry transaction;

    public MoveStock(PostgresStock stock, StockChanges changes, TransactionSynchronizationRegistry transaction) {
        this.stock = stock;
        this.changes = changes;
        this.transaction = transaction;
    }

    /// @param movements 1 to [#MOVEMENTS_MAX]
    /// @param allOrNothing whether one that is rejected rejects all
    /// @return one result a movement, in their order; under `allOrNothing` with a rejected one, nothing was applied
    @Transactional
    public List<MovementResult> handle(List<Movement> movements, boolean allOrNothing) {
        var skus = movements.stream().map(Movement::sku).distinct().toList();
        stock.lock(skus, coming(movements));
        var results = movements.stream().map(stock::move).toList();
        if (allOrNothing && results.contains(MovementResult.REJECTED)) {
            transaction.setRollbackOnly();
        }
        changes.noted(skus);
        return results;
    }

    private static List<String> coming(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.quantity() > 0)
                .map(Movement::sku)
                .distinct()
                .toList();
    }
}
