package polystore.orders.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;
import polystore.platform.persistence.TransactionRunner;

/// Books a batch of stock movements in one transaction. After the commit it records the changed stock.
@ApplicationScoped
public class MoveStock {

    /// Limits the locks of one transaction.
    static final int MOVEMENTS_MAX = 1_000;

    private final TransactionRunner transactions;
    private final PostgresStock stock;
    private final StockChanges changes;

    public MoveStock(TransactionRunner transactions, PostgresStock stock, StockChanges changes) {
        this.transactions = transactions;
        this.stock = stock;
        this.changes = changes;
    }

    /// @param movements 1 to [#MOVEMENTS_MAX], all with the same time and user
    /// @param allOrNothing whether one rejected movement rejects all
    /// @return one result for each movement, in their order; under `allOrNothing` a rejected one means none was
    ///     booked
    public List<MovementResult> handle(List<Movement> movements, boolean allOrNothing) {
        return transactions.run(transaction -> {
            var skus = movements.stream().map(Movement::sku).distinct().toList();
            var available = stock.lock(skus, incoming(movements));
            var results = Booking.decide(movements, available, stock.recorded(movements));
            if (allOrNothing && results.contains(MovementResult.REJECTED)) {
                transaction.rollBack();
                return results;
            }
            stock.book(applied(movements, results));
            transaction.afterCommit(() -> changes.add(skus));
            return results;
        });
    }

    private static List<Movement> applied(List<Movement> movements, List<MovementResult> results) {
        return IntStream.range(0, movements.size())
                .filter(i -> results.get(i) == MovementResult.APPLIED)
                .mapToObj(movements::get)
                .toList();
    }

    /// The SKUs that may be new: the first movement of a SKU must be positive.
    private static List<String> incoming(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.quantity() > 0)
                .map(Movement::sku)
                .distinct()
                .toList();
    }
}
