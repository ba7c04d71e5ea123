package polystore.orders.order.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderReturned;
import polystore.contracts.orders.OrderEvent.OrderShipped;
import polystore.contracts.orders.OrderEvent.ReturnedLine;
import polystore.orders.refusal.Refusal;

/// The decision on an action: the order's next state with its consequences, or the reason why it is refused.
public sealed interface Transition {

    /// @param next the order in its next state
    /// @param event to be published
    /// @param stock how the stock of the order's SKUs changes
    /// @param refundDue null for none
    record Done(
            Order next,
            OrderEvent event,
            StockEffect stock,
            @Nullable Money refundDue) implements Transition {}

    record Refused(Refusal why) implements Transition {}

    /// How the stock of an order's SKUs changes.
    sealed interface StockEffect {
        record None() implements StockEffect {}

        /// The reservation ends, and its units are available again.
        record Release() implements StockEffect {}

        /// The reserved units leave the warehouse.
        record Ship() implements StockEffect {}

        /// Returned units enter the warehouse again.
        record Restock(Map<String, Integer> units) implements StockEffect {}
    }

    static Transition decide(Order order, Action action, Instant now) {
        return switch (action) {
            case Action.Pay pay -> order instanceof Order.Placed placed ? pay(placed, pay, now) : illegal(order, pay);
            case Action.Cancel cancel ->
                switch (order) {
                    case Order.Placed _ -> cancelled(order, null, now);
                    case Order.Paid _ -> cancelled(order, order.facts().total(), now);
                    case Order.Shipped _, Order.Delivered _, Order.Returned _, Order.Expired _, Order.Cancelled _ ->
                        illegal(order, cancel);
                };
            case Action.Ship ship -> order instanceof Order.Paid paid ? ship(paid, ship, now) : illegal(order, ship);
            case Action.Deliver deliver ->
                order instanceof Order.Shipped shipped ? deliver(shipped, now) : illegal(order, deliver);
            case Action.Return back ->
                switch (order) {
                    case Order.Delivered _ -> takeBack(order, back, now);
                    case Order.Returned returned when returned.isReturnable() -> takeBack(order, back, now);
                    case Order.Returned _,
                            Order.Placed _,
                            Order.Paid _,
                            Order.Shipped _,
                            Order.Expired _,
                            Order.Cancelled _ -> illegal(order, back);
                };
        };
    }

    private static Transition pay(Order.Placed placed, Action.Pay pay, Instant now) {
        var facts = placed.facts();
        if (!pay.amount().equals(facts.total())) {
            return new Refused(new Refusal.AmountMismatch(facts.total(), pay.amount()));
        }
        var next = new Order.Paid(facts, placed.version() + 1);
        return new Done(
                next,
                new OrderPaid(facts.id(), next.version(), now, facts.customerId(), facts.total(), pay.amount()),
                new StockEffect.None(),
                null);
    }

    private static Transition cancelled(Order order, @Nullable Money refundDue, Instant now) {
        var facts = order.facts();
        var next = new Order.Cancelled(facts, order.version() + 1);
        return new Done(
                next,
                new OrderCancelled(facts.id(), next.version(), now, facts.customerId(), facts.total(), refundDue),
                new StockEffect.Release(),
                refundDue);
    }

    private static Transition ship(Order.Paid paid, Action.Ship ship, Instant now) {
        var facts = paid.facts();
        var next = new Order.Shipped(facts, paid.version() + 1);
        return new Done(
                next,
                new OrderShipped(
                        facts.id(),
                        next.version(),
                        now,
                        facts.customerId(),
                        facts.total(),
                        ship.carrier(),
                        ship.trackingNumber()),
                new StockEffect.Ship(),
                null);
    }

    private static Transition deliver(Order.Shipped shipped, Instant now) {
        var facts = shipped.facts();
        var next = new Order.Delivered(facts, shipped.version() + 1);
        return new Done(
                next,
                new OrderDelivered(facts.id(), next.version(), now, facts.customerId(), facts.total()),
                new StockEffect.None(),
                null);
    }

    private static Transition takeBack(Order order, Action.Return back, Instant now) {
        var facts = order.facts();
        var bySku = facts.lines().stream().collect(Collectors.toMap(Order.Line::sku, Function.identity()));
        for (var units : back.units()) {
            var line = bySku.get(units.sku());
            var returnable = line == null ? 0 : line.remaining();
            if (units.quantity() > returnable) {
                return new Refused(new Refusal.ReturnTooLarge(units.sku(), returnable, units.quantity()));
            }
        }
        var units = back.units().stream().collect(Collectors.toMap(Action.Units::sku, Action.Units::quantity));
        var returned = returnedLines(facts.lines(), units);
        var refund = returned.stream()
                .map(ReturnedLine::refund)
                .reduce(Money.zero(facts.total().currency()), Money::plus);
        var lines = facts.lines().stream()
                .map(line -> line.withReturned(units.getOrDefault(line.sku(), 0)))
                .toList();
        var next = new Order.Returned(facts.with(lines), order.version() + 1);
        return new Done(
                next,
                new OrderReturned(facts.id(), next.version(), now, facts.customerId(), facts.total(), returned, refund),
                new StockEffect.Restock(units),
                refund);
    }

    private static List<ReturnedLine> returnedLines(List<Order.Line> lines, Map<String, Integer> units) {
        return lines.stream()
                .filter(line -> units.containsKey(line.sku()))
                .map(line -> {
                    int quantity = units.getOrDefault(line.sku(), 0);
                    return new ReturnedLine(
                            line.lineNo(),
                            line.sku(),
                            quantity,
                            line.unitPrice().times(quantity));
                })
                .toList();
    }

    private static Refused illegal(Order order, Action action) {
        return new Refused(new Refusal.IllegalTransition(order.status(), action.name()));
    }
}
