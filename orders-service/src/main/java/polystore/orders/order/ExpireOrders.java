package polystore.orders.order;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.orders.order.domain.Order;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.stock.StockChanges;

/// Gives the stock of orders back that were not paid in time.
@ApplicationScoped
public class ExpireOrders {

    /// More would hold many locks for a long time.
    public static final int BATCH_MAX = 200;

    private final PostgresExpiry orders;
    private final TimeBasedEpochGenerator ids;
    private final StockChanges changes;
    private final OutboxSignal signal;

    public ExpireOrders(PostgresExpiry orders, TimeBasedEpochGenerator ids, StockChanges changes, OutboxSignal signal) {
        this.orders = orders;
        this.ids = ids;
        this.changes = changes;
        this.signal = signal;
    }

    /// @param batch 1 to [#BATCH_MAX]
    /// @return how many expired; a full batch means that more may be due
    @Transactional
    public int handle(Instant now, int batch) {
        var due = orders.due(now, batch);
        if (!due.isEmpty()) {
            var announcements =
                    due.stream().map(row -> announcement(row.order(), now)).toList();
            changes.noted(orders.expire(announcements, now));
            signal.afterCommit();
        }
        return due.size();
    }

    private OutboxRow announcement(Order order, Instant now) {
        var facts = order.facts();
        return OutboxRow.of(
                ids.generate(),
                new OrderExpired(facts.id(), order.version() + 1, now, facts.customerId(), facts.total()),
                null);
    }
}
