package polystore.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderDocument.Item;
import polystore.contracts.orders.OrderDocument.Payment;
import polystore.contracts.orders.OrderDocument.Shipment;
import polystore.contracts.orders.OrderDocument.Step;
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
import polystore.contracts.orders.OrderStatus;
import polystore.contracts.stock.StockLevel;

/// One record of every published shape, and a second where absence matters; each has its golden file.
final class Samples {

    private static final UUID ORDER = UUID.fromString("019b2c4e-7a10-7c3e-9d41-5b0c9a7e1f20");
    private static final String CUSTOMER = "alice";
    private static final Instant AT = Instant.parse("2026-01-31T08:00:00.123456Z");

    /// A document has whole milliseconds, as its database.
    private static final Instant STORED_AT = AT.truncatedTo(ChronoUnit.MILLIS);

    private static final Money PRICE = Money.of("19.90", "EUR");
    private static final Money TOTAL = Money.of("129.70", "EUR");
    private static final Destination WIEN = new Destination("Wien", "AT");

    private Samples() {}

    /// By the name of the golden file.
    static Map<String, Object> all() {
        var all = new LinkedHashMap<String, Object>();
        events().forEach(it -> all.put(it.getClass().getSimpleName() + ".v1.json", it));
        all.put("OrderCancelled.v1.unpaid.json", new OrderCancelled(ORDER, 2, AT, CUSTOMER, TOTAL, null));
        all.put("OrderDocument.v1.json", document());
        all.put("OrderDocument.v1.new.json", newDocument());
        all.put("StockLevel.v1.json", new StockLevel("SHOE-1", StockLevel.Band.LOW, 3, 12, AT));
        all.put("ProductSnapshot.v1.json", product());
        all.put("ProductSnapshot.v1.variants.json", productWithVariants());
        all.put("CategorySnapshot.v1.json", category());
        all.put("CategorySnapshot.v1.top.json", new CategorySnapshot("shoes", 1, "Shoes", null, null));
        return all;
    }

    private static List<OrderEvent> events() {
        return List.of(
                new OrderPlaced(ORDER, 1, AT, CUSTOMER, TOTAL, lines(), WIEN, AT.plusSeconds(900)),
                new OrderPaid(ORDER, 2, AT.plusSeconds(60), CUSTOMER, TOTAL, TOTAL),
                new OrderShipped(ORDER, 3, AT.plusSeconds(3_600), CUSTOMER, TOTAL, "Post", "AT-4711"),
                new OrderDelivered(ORDER, 4, AT.plusSeconds(90_000), CUSTOMER, TOTAL),
                new OrderCancelled(ORDER, 3, AT.plusSeconds(120), CUSTOMER, TOTAL, TOTAL),
                new OrderExpired(ORDER, 2, AT.plusSeconds(901), CUSTOMER, TOTAL),
                new OrderReturned(
                        ORDER,
                        5,
                        AT.plusSeconds(180_000),
                        CUSTOMER,
                        TOTAL,
                        List.of(new ReturnedLine(2, "SOCK-1", 1, PRICE)),
                        PRICE));
    }

    private static List<Line> lines() {
        var shoe = Money.of("89.90", "EUR");
        return List.of(
                new Line(1, "SHOE-1", "p-1", "Trail 5", "running", 1, shoe, shoe),
                new Line(2, "SOCK-1", "p-2", "Wool \u201csock\u201d", null, 2, PRICE, PRICE.times(2)));
    }

    private static OrderDocument document() {
        var shoe = Money.of("89.90", "EUR");
        return new OrderDocument(
                new Mark(4711, 1),
                ORDER,
                5,
                OrderStatus.RETURNED,
                STORED_AT,
                CUSTOMER,
                List.of(
                        new Item(1, "SHOE-1", "p-1", "Trail 5", "running", 1, 0, shoe, shoe),
                        new Item(2, "SOCK-1", "p-2", "Wool \u201csock\u201d", null, 2, 1, PRICE, PRICE.times(2))),
                TOTAL,
                WIEN,
                new Payment(TOTAL, STORED_AT.plusSeconds(60)),
                new Shipment("Post", "AT-4711", STORED_AT.plusSeconds(3_600)),
                PRICE,
                List.of(
                        new Step(OrderStatus.PLACED, 1, STORED_AT),
                        new Step(OrderStatus.PAID, 2, STORED_AT.plusSeconds(60)),
                        new Step(OrderStatus.SHIPPED, 3, STORED_AT.plusSeconds(3_600)),
                        new Step(OrderStatus.DELIVERED, 4, STORED_AT.plusSeconds(90_000)),
                        new Step(OrderStatus.RETURNED, 5, STORED_AT.plusSeconds(180_000))));
    }

    private static OrderDocument newDocument() {
        return new OrderDocument(
                new Mark(4712, 1),
                ORDER,
                1,
                OrderStatus.PLACED,
                STORED_AT,
                CUSTOMER,
                List.of(new Item(
                        1, "SAKE-1", "p-3", "Junmai", null, 1, 0, Money.of("3200", "JPY"), Money.of("3200", "JPY"))),
                Money.of("3200", "JPY"),
                WIEN,
                null,
                null,
                null,
                List.of(new Step(OrderStatus.PLACED, 1, STORED_AT)));
    }

    private static ProductSnapshot product() {
        return new ProductSnapshot(
                "p-1",
                7,
                AT,
                ProductSnapshot.Status.PUBLISHED,
                "SHOE-1",
                "Trail 5",
                null,
                "shoe",
                "running",
                List.of(new ProductSnapshot.Offer("SHOE-1", "Trail 5", List.of(Money.of("89.90", "EUR")))));
    }

    private static CategorySnapshot category() {
        var names = new LinkedHashMap<String, String>();
        names.put("en", "Running shoes");
        names.put("de", "Laufschuhe");
        return new CategorySnapshot("running", 3, "Running shoes", names, "shoes");
    }

    private static ProductSnapshot productWithVariants() {
        var names = new LinkedHashMap<String, String>();
        names.put("en", "Wool sock");
        names.put("de", "Wollsocke");
        var prices = List.of(PRICE, Money.of("3200", "JPY"));
        return new ProductSnapshot(
                "p-2",
                1,
                AT,
                ProductSnapshot.Status.DRAFT,
                "SOCK-1",
                "Wool sock",
                names,
                "sock",
                null,
                List.of(
                        new ProductSnapshot.Offer("SOCK-1", "Wool sock", prices),
                        new ProductSnapshot.Offer("SOCK-1-RED", "Wool sock, red", prices)));
    }
}
