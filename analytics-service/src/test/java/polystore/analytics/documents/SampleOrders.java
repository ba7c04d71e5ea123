package polystore.analytics.documents;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import polystore.contracts.Mark;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderStatus;

/// Order documents with few different values, so that many have the same moment, amount, customer and so on; and what
/// a list of them must contain.
final class SampleOrders {

    private static final Instant START = Instant.parse("2031-01-01T00:00:00Z");

    private SampleOrders() {}

    static List<OrderDocument> of(long seed, int count) {
        var random = new Random(seed);
        return Stream.generate(() -> order(random)).limit(count).toList();
    }

    private static OrderDocument order(Random random) {
        var total = new Money(BigDecimal.valueOf(random.nextInt(1, 6)), random.nextInt(4) == 0 ? "USD" : "EUR");
        var sku = random.nextInt(1, 3);
        var product = random.nextInt(1, 3);
        var item = new OrderDocument.Item(1, "s" + sku, "p" + product, "n", null, 1, 0, total, total);
        var placedAt = START.plusSeconds(random.nextInt(6));
        return new OrderDocument(
                new Mark(1, 1),
                new UUID(random.nextLong(), random.nextLong()),
                1,
                random.nextBoolean() ? OrderStatus.PAID : OrderStatus.PLACED,
                placedAt,
                "c" + random.nextInt(1, 3),
                List.of(item),
                total,
                new Destination(random.nextBoolean() ? "Faro" : "Porto", random.nextInt(5) == 0 ? "BR" : "PT"),
                null,
                null,
                null,
                List.of(new OrderDocument.Step(OrderStatus.PLACED, 1, placedAt)));
    }

    /// The ids that a list must have.
    static List<String> expected(List<OrderDocument> orders, OrderQuery query) {
        return orders.stream()
                .filter(order -> query.equal().entrySet().stream()
                        .allMatch(it -> value(order, it.getKey()).equals(it.getValue())))
                .filter(order -> !query.hasTimes()
                        || (!order.placedAt().isBefore(OrderCombinations.FROM)
                                && order.placedAt().isBefore(OrderCombinations.TO)))
                .filter(order -> !query.hasAmounts()
                        || (order.total().amount().compareTo(OrderCombinations.MIN) >= 0
                                && order.total().amount().compareTo(OrderCombinations.MAX) <= 0))
                .sorted(order(query.sort()))
                .map(it -> it.orderId().toString())
                .toList();
    }

    private static String value(OrderDocument order, OrderField field) {
        return switch (field) {
            case STATUS -> order.status().name();
            case CUSTOMER -> order.customerId();
            case PRODUCT -> order.items().getFirst().productId();
            case SKU -> order.items().getFirst().sku();
            case COUNTRY -> order.shipTo().country();
            case CITY -> order.shipTo().city();
            case CURRENCY -> order.total().currency();
        };
    }

    private static Comparator<OrderDocument> order(OrderSort sort) {
        Comparator<OrderDocument> byId = Comparator.comparing(it -> it.orderId().toString());
        var byTime = Comparator.comparing(OrderDocument::placedAt).thenComparing(byId);
        Comparator<OrderDocument> byAmount =
                Comparator.comparing((OrderDocument it) -> it.total().amount()).thenComparing(byId);
        return switch (sort) {
            case NEWEST -> byTime.reversed();
            case OLDEST -> byTime;
            case AMOUNT -> byAmount;
            case AMOUNT_DESCENDING -> byAmount.reversed();
        };
    }
}
