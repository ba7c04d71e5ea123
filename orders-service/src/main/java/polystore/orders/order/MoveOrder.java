package polystore.orders.order;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Claim;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.domain.Action;
import polystore.orders.order.domain.Order;
import polystore.orders.order.domain.Transition;
import polystore.orders.outbox.OutboxRow;
import polystore.orders.refusal.Refusal;
import polystore.platform.rest.EntityTags;

/// Moves an order on by one action: lock, decide, keep, announce, in one transaction.
@ApplicationScoped
public class MoveOrder {

    private final PostgresOrders orders;
    private final PostgresTransitions transitions;
    private final PostgresOrderStock stock;
    private final PostgresIdempotency idempotency;
    private final TimeBasedEpochGenerator ids;

    public MoveOrder(
            PostgresOrders orders,
            PostgresTransitions transitions,
            PostgresOrderStock stock,
            PostgresIdempotency idempotency,
            TimeBasedEpochGenerator ids) {
        this.orders = orders;
        this.transitions = transitions;
        this.stock = stock;
        this.idempotency = idempotency;
        this.ids = ids;
    }

    /// @param ifMatch as sent
    /// @param key null for actions that need none
    /// @param by who does it, for the history
    public record Command(
            UUID orderId,
            Action action,
            @Nullable String ifMatch,
            @Nullable IdempotencyKey key,
            String by,
            @Nullable String traceparent) {}

    /// What came of it.
    public sealed interface Outcome {
        record Moved(Order next) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}

        /// The key, or the payment's reference, was used before: nothing was done now.
        record Replayed(Claim claim) implements Outcome {}
    }

    /// @throws polystore.platform.http.ProblemException 428 and 412, when the version the caller saw is not the order's
    @Transactional
    public Outcome handle(Command command, Instant now) {
        var order = orders.findForUpdate(command.orderId()).orElseThrow().order();
        var before = usedBefore(command, order, now);
        if (before != null) {
            return before;
        }
        EntityTags.requireMatch(command.ifMatch(), order.version());
        return switch (Transition.decide(order, command.action(), now)) {
            case Transition.Refused(var why) -> refuse(command, why, now);
            case Transition.Done done -> keep(command, done, now);
        };
    }

    private @Nullable Outcome usedBefore(Command command, Order order, Instant now) {
        if (command.key() != null) {
            var claim = idempotency.claim(command.key(), now);
            if (!(claim instanceof Claim.Fresh)) {
                return new Outcome.Replayed(claim);
            }
        }
        if (command.action() instanceof Action.Pay pay) {
            var paid = transitions.paidBy(pay.reference());
            if (paid != null && paid.equals(order.facts().id())) {
                return pay.amount().equals(order.facts().total())
                        ? new Outcome.Replayed(new Claim.Done(paid, order.version()))
                        : refuse(command, otherAmount(pay, order), now);
            }
            return paid == null ? null : refuse(command, referenceUsed(pay), now);
        }
        return null;
    }

    private Outcome keep(Command command, Transition.Done done, Instant now) {
        var next = done.next();
        if (command.action() instanceof Action.Pay pay && !transitions.pay(command.orderId(), pay, now)) {
            return refuse(command, referenceUsed(pay), now);
        }
        stock.apply(done.stock(), next.facts(), command.by(), now);
        var announcement = OutboxRow.of(ids.generate(), done.event(), command.traceparent());
        transitions.keep(done, command.action(), command.by(), announcement, now);
        if (done.refundDue() != null) {
            transitions.refund(next, done.refundDue(), command.action().name(), now);
        }
        if (command.key() != null) {
            idempotency.keep(command.key(), command.orderId(), next.version(), now);
        }
        return new Outcome.Moved(next);
    }

    /// A 422 is kept with its key; a 409 is not, because another state may allow what this one does not.
    private Outcome refuse(Command command, Refusal why, Instant now) {
        if (command.key() != null && why.status() == 422) {
            idempotency.keep(command.key(), why, now);
        }
        return new Outcome.Refused(why);
    }

    private static Refusal otherAmount(Action.Pay pay, Order order) {
        return Refusal.of(
                "payments/amount-mismatch",
                422,
                "Not the order's total",
                "The payment " + pay.reference() + " is recorded with "
                        + order.facts().total() + ", not " + pay.amount() + ": nothing was changed.");
    }

    private static Refusal referenceUsed(Action.Pay pay) {
        return Refusal.of(
                "payments/reference-used",
                422,
                "Payment already recorded",
                "The payment " + pay.reference() + " was recorded for another order: send the reference of this one.");
    }
}
