package polystore.orders.order;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.domain.Action;
import polystore.orders.order.domain.Order;
import polystore.orders.order.domain.Transition;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.refusal.Refusal;
import polystore.orders.stock.StockChanges;
import polystore.platform.persistence.Transaction;
import polystore.platform.persistence.TransactionRunner;

/// Executes an action on an order in one transaction: locks the order, decides, writes the new state and its
/// event. After the commit it wakes the relay and records the changed stock.
@ApplicationScoped
public class MoveOrder {

    private final TransactionRunner transactions;
    private final PostgresOrders orders;
    private final PostgresTransitions transitions;
    private final PostgresOrderStock stock;
    private final PostgresIdempotency idempotency;
    private final TimeBasedEpochGenerator ids;
    private final OutboxSignal relay;
    private final StockChanges changes;

    public MoveOrder(
            TransactionRunner transactions,
            PostgresOrders orders,
            PostgresTransitions transitions,
            PostgresOrderStock stock,
            PostgresIdempotency idempotency,
            TimeBasedEpochGenerator ids,
            OutboxSignal relay,
            StockChanges changes) {
        this.transactions = transactions;
        this.orders = orders;
        this.transitions = transitions;
        this.stock = stock;
        this.idempotency = idempotency;
        this.ids = ids;
        this.relay = relay;
        this.changes = changes;
    }

    /// @param isExpected whether the given version matches the caller's `If-Match`
    /// @param key null for an action without idempotency key
    /// @param by role and subject of the caller, for the history
    public record Command(
            UUID orderId,
            Action action,
            IntPredicate isExpected,
            @Nullable IdempotencyKey key,
            String by,
            @Nullable String traceparent) {}

    /// The outcome of a command.
    public sealed interface Outcome {

        record Moved(Order next) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}

        /// The order has another version than the caller expects: this one.
        record Outdated(int version) implements Outcome {}

        /// The idempotency key or the payment's reference was used before; nothing was changed.
        record Replayed(Claim claim) implements Outcome {}
    }

    public Outcome handle(Command command, Instant now) {
        return transactions.run(transaction -> {
            var order = orders.findForUpdate(command.orderId()).orElseThrow().order();
            var before = usedBefore(command, order, now);
            if (before != null) {
                return before;
            }
            if (!command.isExpected().test(order.version())) {
                return new Outcome.Outdated(order.version());
            }
            return switch (Transition.decide(order, command.action(), now)) {
                case Transition.Refused(var why) -> refuse(command, why, now);
                case Transition.Done done -> keep(command, done, transaction, now);
            };
        });
    }

    private @Nullable Outcome usedBefore(Command command, Order order, Instant now) {
        if (command.key() != null) {
            var claim = idempotency.claim(command.key(), now);
            if (!(claim instanceof Claim.Fresh)) {
                return new Outcome.Replayed(claim);
            }
        }
        return command.action() instanceof Action.Pay pay ? recordedBefore(command, pay, order, now) : null;
    }

    /// A provider may report a payment twice with different keys; the payment's reference identifies it.
    private @Nullable Outcome recordedBefore(Command command, Action.Pay pay, Order order, Instant now) {
        var paid = transitions.paidBy(pay.reference());
        if (paid == null) {
            return null;
        }
        var facts = order.facts();
        if (!paid.equals(facts.id())) {
            return refuse(command, new Refusal.ReferenceUsed(pay.reference()), now);
        }
        return pay.amount().equals(facts.total())
                ? new Outcome.Replayed(new Claim.Done(paid, order.version()))
                : refuse(
                        command, new Refusal.RecordedAmountMismatch(pay.reference(), facts.total(), pay.amount()), now);
    }

    private Outcome keep(Command command, Transition.Done done, Transaction transaction, Instant now) {
        var next = done.next();
        if (command.action() instanceof Action.Pay pay && !transitions.pay(command.orderId(), pay, now)) {
            return refuse(command, new Refusal.ReferenceUsed(pay.reference()), now);
        }
        var skus = stock.apply(done.stock(), next.facts(), command.by(), now);
        var event = OutboxRow.of(ids.generate(), done.event(), command.traceparent());
        transitions.keep(done, command.action(), command.by(), event, now);
        if (done.refundDue() != null) {
            transitions.refund(next, done.refundDue(), command.action().name(), now);
        }
        if (command.key() != null) {
            idempotency.keep(command.key(), command.orderId(), next.version(), now);
        }
        transaction.afterCommit(relay::wake);
        transaction.afterCommit(() -> changes.add(skus));
        return new Outcome.Moved(next);
    }

    /// A refusal is stored with its key, so that a retry is refused too, unless the refusal depends on the order's
    /// status.
    private Outcome refuse(Command command, Refusal why, Instant now) {
        if (command.key() != null && !(why instanceof Refusal.IllegalTransition)) {
            idempotency.keep(command.key(), why, now);
        }
        return new Outcome.Refused(why);
    }
}
