package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.orders.order.domain.Action;
import polystore.orders.order.domain.Order;
import polystore.orders.order.domain.Transition;
import polystore.orders.outbox.OutboxRow;

/// The SQL that writes a transition: order, lines, history, event, payment, refund.
@ApplicationScoped
class PostgresTransitions {

    /// Also updates the status in the lines; the caller has locked the order's row.
    static final String MOVE = """
        with moved as (
            update orders set status = :status, version = :version,
                   carrier = coalesce(:carrier, carrier), tracking_number = coalesce(:tracking, tracking_number)
            where id = :id and version = :version - 1),
        lined as (
            update order_line l set status = :status, returned = r.returned
            from unnest(:lineNos, :returned) as r (line_no, returned)
            where l.order_id = :id and l.line_no = r.line_no),
        step as (
            insert into order_history (order_id, version, status, at, by) values (:id, :version, :status, :now, :by))
        insert into outbox (event_id, aggregate, version, type, payload, traceparent)
        values (:eventId, :id, :version, :type, :payload::json, :traceparent)
        """;

    static final String PAID_BY = "select order_id from payment where reference = :reference";

    private static final String PAY = """
        insert into payment (reference, order_id, amount, currency, at)
        values (:reference, :id, :amount, :currency, :now) on conflict (reference) do nothing
        """;

    private static final String REFUND = """
        insert into refund_due (order_id, version, amount, currency, reason, at)
        values (:id, :version, :amount, :currency, :reason, :now)
        """;

    private final Jdbi jdbi;

    PostgresTransitions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Writes the transition of an order that the caller has locked.
    ///
    /// @param by role and subject of the caller, for the history
    void keep(Transition.Done done, Action action, String by, OutboxRow event, Instant now) {
        var facts = done.next().facts();
        var ship = action instanceof Action.Ship shipment ? shipment : null;
        jdbi.useHandle(handle -> {
            handle.createUpdate(MOVE)
                    .bind("id", facts.id())
                    .bind("status", done.next().status().name())
                    .bind("version", done.next().version())
                    .bind("carrier", ship == null ? null : ship.carrier())
                    .bind("tracking", ship == null ? null : ship.trackingNumber())
                    .bind("now", now)
                    .bind("by", by)
                    .bindArray("lineNos", Integer.class, each(facts.lines(), Order.Line::lineNo))
                    .bindArray("returned", Integer.class, each(facts.lines(), Order.Line::returned))
                    .bind("eventId", event.eventId())
                    .bind("type", event.type())
                    .bind("payload", event.payload())
                    .bind("traceparent", event.traceparent())
                    .execute();
        });
    }

    /// The order that this payment was recorded for, null for none.
    @Nullable
    UUID paidBy(String reference) {
        return jdbi.withHandle(handle -> handle.createQuery(PAID_BY)
                .bind("reference", reference)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null));
    }

    /// @return false when another order was paid with the same reference meanwhile
    boolean pay(UUID order, Action.Pay pay, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate(PAY)
                        .bindMap(money(order, pay.amount(), now))
                        .bind("reference", pay.reference())
                        .execute())
                == 1;
    }

    void refund(Order next, Money refundDue, String reason, Instant now) {
        if (refundDue.amount().signum() > 0) {
            jdbi.useHandle(handle -> handle.createUpdate(REFUND)
                    .bindMap(money(next.facts().id(), refundDue, now))
                    .bind("version", next.version())
                    .bind("reason", reason)
                    .execute());
        }
    }

    private static Map<String, Object> money(UUID order, Money money, Instant now) {
        return Map.of("id", order, "amount", money.amount(), "currency", money.currency(), "now", now);
    }

    private static List<Integer> each(List<Order.Line> lines, ToIntFunction<Order.Line> column) {
        return lines.stream().map(column::applyAsInt).toList();
    }
}
