package polystore.analytics.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderExpired;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;
import polystore.contracts.orders.OrderEvent.OrderShipped;
import polystore.contracts.orders.OrderEvent.ReturnedLine;

/// Lives of orders as orders-service would tell them, drawn from a seed.
public final class OrderHistories {

    private static final int LONG = 4;

    private static final Instant START = Instant.parse("2026-10-24T21:50:00.123456Z");

    private final Random random;

    public OrderHistories(Random random) {
        this.random = random;
    }

    /// An order with at least four events.
    public List<OrderEvent> longOrder() {
        while (true) {
            var history = order();
            if (history.size() >= LONG) {
                return history;
            }
        }
    }

    /// All events of one order, from placing to wherever it ends.
    public List<OrderEvent> order() {
        var placed = placed();
        var events = new ArrayList<OrderEvent>(List.of(placed));
        switch (random.nextInt(5)) {
            case 0 ->
                events.add(new OrderExpired(placed.orderId(), 2, later(events), placed.customerId(), placed.total()));
            case 1 ->
                events.add(new OrderCancelled(
                        placed.orderId(), 2, later(events), placed.customerId(), placed.total(), null));
            default -> pay(events, placed);
        }
        return events;
    }

    private void pay(List<OrderEvent> events, OrderPlaced placed) {
        var id = placed.orderId();
        var customer = placed.customerId();
        var total = placed.total();
        events.add(new OrderPaid(id, 2, later(events), customer, total, total));
        if (random.nextInt(5) == 0) {
            events.add(new OrderCancelled(id, 3, later(events), customer, total, total));
        } else if (random.nextInt(5) > 0) {
            events.add(new OrderShipped(id, 3, later(events), customer, total, "DHL", "T1"));
            events.add(new OrderDelivered(id, 4, later(events), customer, total));
            for (var line :
                    placed.lines().subList(0, random.nextInt(placed.lines().size() + 1))) {
                var refund = line.unitPrice();
                var back = new ReturnedLine(line.lineNo(), line.sku(), 1, refund);
                events.add(new OrderReturned(
                        id, events.size() + 1, later(events), customer, total, List.of(back), refund));
            }
        }
    }

    private OrderPlaced placed() {
        var currency = random.nextInt(4) == 0 ? "JPY" : "EUR";
        var lines = new ArrayList<Line>();
        var total = Money.zero(currency);
        for (var number = 1; number <= 1 + random.nextInt(4); number++) {
            var product = "p" + random.nextInt(6);
            var price = new Money(
                    new BigDecimal(random.nextInt(9_999)).movePointLeft(currency.equals("JPY") ? 0 : 2), currency);
            var quantity = 1 + random.nextInt(5);
            var category = random.nextInt(3) == 0 ? null : "c" + random.nextInt(2);
            lines.add(new Line(
                    number,
                    product + "-" + number,
                    product,
                    "Name of " + product,
                    category,
                    quantity,
                    price,
                    price.times(quantity)));
            total = total.plus(price.times(quantity));
        }
        var at = START.plus(random.nextLong(5_000_000_000L * 60), ChronoUnit.MICROS);
        return new OrderPlaced(
                new UUID(random.nextLong(), random.nextLong()),
                1,
                at,
                "customer-" + random.nextInt(5),
                total,
                lines,
                new Destination("Wien", random.nextBoolean() ? "AT" : "DE"),
                at.plusSeconds(900));
    }

    private Instant later(List<OrderEvent> events) {
        return events.getLast().at().plus(random.nextLong(7_200_000_000L), ChronoUnit.MICROS);
    }
}
