package polystore.orders.order;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.orders.order.domain.Order;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.stock.StockChanges;
import polystore.platform.persistence.TransactionRunner;

/// Expires orders that were not paid in time, one batch per transaction: releases their stock and writes an event
/// for each. After the commit it wakes the relay, records the changed stock
/// and counts the orders.
@ApplicationScoped
public class ExpireOrders {

    /// A larger batch would hold many locks for a long time.
    public static final int BATCH_MAX = 200;

    private final TransactionRunner transactions;
    private final PostgresExpiry orders;
    private final TimeBasedEpochGenerator ids;
    private final OutboxSignal relay;
    private final StockChanges changes;
    private final ReservationMetrics metrics;

    public ExpireOrders(
            TransactionRunner transactions,
            PostgresExpiry orders,
            TimeBasedEpochGenerator ids,
            OutboxSignal relay,
            StockChanges changes,
            ReservationMetrics metrics) {
        this.transactions = transactions;
        this.orders = orders;
        this.ids = ids;
        this.relay = relay;
        this.changes = changes;
        this.metrics = metrics;
    }

    /// @param batch 1 to [#BATCH_MAX]
    /// @return the number of orders that expired; a full batch means that more may be due
    public int handle(Instant now, int batch) {
        return transactions.run(transaction -> {
            var due = orders.due(now, batch);
            if (!due.isEmpty()) {
                var events = due.stream().map(row -> event(row.order(), now)).toList();
                var skus = orders.expire(events, now);
                transaction.afterCommit(relay::wake);
                transaction.afterCommit(() -> changes.add(skus));
                transaction.afterCommit(() -> metrics.expired(due.size()));
            }
            return due.size();
        });
    }

    private OutboxRow event(Order order, Instant now) {
        var facts = order.facts();
        return OutboxRow.of(
                ids.generate(),
                new OrderExpired(facts.id(), order.version() + 1, now, facts.customerId(), facts.total()),
                null);
    }
}
