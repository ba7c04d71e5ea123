package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
        stock.lock(skus);
        var results = new ArrayList<>(Collections.nCopies(movements.size(), MovementResult.REJECTED));
        // A SKU that has no row yet is inserted, which locks too: in the same order as everything else.
        IntStream.range(0, movements.size())
                .boxed()
                .sorted(Comparator.comparing(i -> movements.get(i).sku()))
                .forEach(i -> results.set(i, stock.move(movements.get(i))));
        if (allOrNothing && results.contains(MovementResult.REJECTED)) {
            transaction.setRollbackOnly();
        }
        changes.noted(skus);
        return results;
    }
}
