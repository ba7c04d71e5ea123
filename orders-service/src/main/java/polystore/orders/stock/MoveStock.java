package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
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

    /// @param movements 1 to [#MOVEMENTS_MAX], at one time and by one person
    /// @param allOrNothing whether one that is rejected rejects all
    /// @return one result a movement, in their order; under `allOrNothing` with a rejected one, nothing was applied
    @Transactional
    public List<MovementResult> handle(List<Movement> movements, boolean allOrNothing) {
        var skus = movements.stream().map(Movement::sku).distinct().toList();
        var available = stock.lock(skus, coming(movements));
        var results = Booking.decide(movements, available, stock.recorded(movements));
        if (allOrNothing && results.contains(MovementResult.REJECTED)) {
            transaction.setRollbackOnly();
            return results;
        }
        stock.book(applied(movements, results));
        changes.noted(skus);
        return results;
    }

    private static List<Movement> applied(List<Movement> movements, List<MovementResult> results) {
        return IntStream.range(0, movements.size())
                .filter(i -> results.get(i) == MovementResult.APPLIED)
                .mapToObj(movements::get)
                .toList();
    }

    private static List<String> coming(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.quantity() > 0)
                .map(Movement::sku)
                .distinct()
                .toList();
    }
}
