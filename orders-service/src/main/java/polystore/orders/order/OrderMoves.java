package polystore.orders.order;

import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.KeyTaken;
import polystore.orders.order.MoveOrder.Outcome;
import polystore.orders.order.domain.Action;
import polystore.orders.order.domain.Order;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.stock.StockChanges;
import polystore.orders.time.Now;

/// Carries an action from its resource to the use case and the outcome back.
@ApplicationScoped
public class OrderMoves {

    private final MoveOrder moveOrder;
    private final PostgresOrders orders;
    private final OrderAnswers answers;
    private final OutboxSignal signal;
    private final StockChanges changes;
    private final Now now;

    public OrderMoves(
            MoveOrder moveOrder,
            PostgresOrders orders,
            OrderAnswers answers,
            OutboxSignal signal,
            StockChanges changes,
            Now now) {
        this.moveOrder = moveOrder;
        this.orders = orders;
        this.answers = answers;
        this.signal = signal;
        this.changes = changes;
        this.now = now;
    }

    void requirePayer(Caller caller) {
        if (!caller.mayPay()) {
            throw new ForbiddenException();
        }
    }

    Response move(OrderRow row, Action action, @Nullable String ifMatch, @Nullable IdempotencyKey key, Caller caller) {
        var id = row.order().facts().id();
        var command = new MoveOrder.Command(id, action, ifMatch, key, caller.by(), caller.traceparent());
        return switch (decided(command)) {
            case Outcome.Refused(var why) -> answers.refused(why);
            case Outcome.Replayed(Claim claim) -> answers.replayed(claim, 200, caller);
            case Outcome.Moved(var next) -> {
                signal.afterCommit();
                changes.noted(next.facts().lines().stream().map(Order.Line::sku).toList());
                yield answers.ok(orders.find(id).orElseThrow(), caller);
            }
        };
    }

    private Outcome decided(MoveOrder.Command command) {
        try {
            return moveOrder.handle(command, now.instant());
        } catch (KeyTaken meanwhile) {
            return moveOrder.handle(command, now.instant());
        }
    }
}
