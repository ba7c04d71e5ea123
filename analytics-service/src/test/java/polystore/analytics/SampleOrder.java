package polystore.analytics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import polystore.contracts.Mark;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderStatus;

/// One order as its events and its document say it.
final class SampleOrder {

    static final UUID ID = UUID.fromString("019b0000-0000-7000-8000-000000000001");

    private static final Instant PLACED_AT = Instant.parse("2026-01-31T08:00:00.123Z");
    private static final Money TOTAL = Money.of("39.80", "EUR");

    private SampleOrder() {}

    static OrderPlaced placed() {
        var line = new Line(1, "s-1", "p-1", "Trail 5", "shoes", 2, Money.of("19.90", "EUR"), TOTAL);
        return new OrderPlaced(
                ID, 1, PLACED_AT, "alice", TOTAL, List.of(line), new Destination("Wien", "AT"), PLACED_AT);
    }

    static OrderPaid paid() {
        return new OrderPaid(ID, 2, PLACED_AT.plusSeconds(60), "alice", TOTAL, TOTAL);
    }

    static OrderDocument document(long ticket, OrderStatus status) {
        var item = new OrderDocument.Item(1, "s-1", "p-1", "Trail 5", "shoes", 2, 0, Money.of("19.90", "EUR"), TOTAL);
        return new OrderDocument(
                new Mark(ticket, 1),
                ID,
                (int) ticket,
                status,
                PLACED_AT,
                "alice",
                List.of(item),
                TOTAL,
                new Destination("Wien", "AT"),
                null,
                null,
                null,
                List.of(new OrderDocument.Step(OrderStatus.PLACED, 1, PLACED_AT)));
    }
}
