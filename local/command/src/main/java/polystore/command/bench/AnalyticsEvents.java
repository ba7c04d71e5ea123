package polystore.command.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;

/// Events of orders with three lines, placed and paid on one day of 2001, in the currency for tests (ISO 4217 XTS), so
/// that they disturb no report of the stack.
final class AnalyticsEvents {

    private static final Instant DAY = Instant.parse("2001-01-01T00:00:00Z");
    private static final int DAY_MS = 86_400_000;
    private static final int PRODUCTS = 300;
    private static final int CUSTOMERS = 5_000;
    private static final int LINES = 3;
    private static final List<String> COUNTRIES = List.of("AT", "DE", "FR", "IT");
    private static final Money PRICE = Money.of("10", "XTS");

    private final Random random = new Random();

    /// Of so many orders, each placed and then paid.
    List<OrderEvent> of(int orders) {
        var events = new ArrayList<OrderEvent>(2 * orders);
        for (var order = 0; order < orders; order++) {
            var placed = placed();
            events.add(placed);
            events.add(new OrderPaid(
                    placed.orderId(),
                    2,
                    placed.at().plusSeconds(60),
                    placed.customerId(),
                    placed.total(),
                    placed.total()));
        }
        return events;
    }

    /// UUIDv7, as the services make them.
    UUID id() {
        var high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(1 << 12);
        return new UUID(high, Long.MIN_VALUE | random.nextLong() >>> 2);
    }

    /// A new W3C trace context, as every record has one.
    String traceparent() {
        return "00-%016x%016x-%016x-01".formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
    }

    private OrderPlaced placed() {
        var lines = IntStream.rangeClosed(1, LINES).mapToObj(this::line).toList();
        var at = DAY.plusMillis(random.nextInt(DAY_MS));
        return new OrderPlaced(
                id(),
                1,
                at,
                BenchProducts.CUSTOMER + random.nextInt(CUSTOMERS),
                PRICE.times(LINES),
                lines,
                new Destination("Wien", COUNTRIES.get(random.nextInt(COUNTRIES.size()))),
                at.plusSeconds(900));
    }

    private Line line(int number) {
        var product = random.nextInt(PRODUCTS);
        return new Line(
                number,
                BenchProducts.SKU + product,
                "bench-" + product,
                "Benchmark product " + product,
                "bench-" + product % 10,
                1,
                PRICE,
                PRICE);
    }
}
