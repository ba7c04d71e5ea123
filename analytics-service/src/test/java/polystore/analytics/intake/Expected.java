package polystore.analytics.intake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderCancelled;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderReturned;

/// The measures of some events, computed the simplest way: each event by itself, in Java. An oracle that shares nothing
/// with the SQL.
public final class Expected {

    private static final long BUCKET_S = 900;

    private Expected() {}

    /// One thing that counts somewhere at some moment.
    public record Count(
            String dimension,
            String value,
            String currency,
            Instant at,
            int placed,
            int orders,
            long units,
            BigDecimal revenue,
            BigDecimal cancelled,
            BigDecimal returned) {}

    public static List<Count> counts(List<OrderEvent> events) {
        var counts = new ArrayList<Count>();
        var byOrder = events.stream().collect(Collectors.groupingBy(OrderEvent::orderId));
        byOrder.forEach((id, history) -> count(counts, history));
        return counts;
    }

    /// By cell, as text; cells without anything left out.
    public static Map<String, String> measures(List<OrderEvent> events) {
        var cells = new TreeMap<String, BigDecimal[]>();
        for (var count : counts(events)) {
            var bucket = Instant.ofEpochSecond(Math.floorDiv(count.at().getEpochSecond(), BUCKET_S) * BUCKET_S);
            var key = count.dimension() + "|" + bucket + "|" + count.value() + "|" + count.currency();
            cells.merge(key, amounts(count), Expected::sum);
        }
        return text(cells);
    }

    public static Map<String, String> read(Jdbi jdbi, String sql) {
        var cells = new TreeMap<String, BigDecimal[]>();
        jdbi.useHandle(handle -> handle.createQuery(sql)
                .map((row, context) -> Map.entry(
                        row.getString("dimension") + "|"
                                + row.getTimestamp("bucket").toInstant() + "|" + row.getString("value") + "|"
                                + row.getString("currency"),
                        new BigDecimal[] {
                            row.getBigDecimal("placed"), row.getBigDecimal("orders"), row.getBigDecimal("units"),
                            row.getBigDecimal("revenue"), row.getBigDecimal("cancelled"), row.getBigDecimal("returned")
                        }))
                .forEach(it -> cells.put(it.getKey(), it.getValue())));
        return text(cells);
    }

    static BigDecimal[] amounts(Count count) {
        return new BigDecimal[] {
            BigDecimal.valueOf(count.placed()), BigDecimal.valueOf(count.orders()), BigDecimal.valueOf(count.units()),
            count.revenue(), count.cancelled(), count.returned()
        };
    }

    static BigDecimal[] sum(BigDecimal[] a, BigDecimal[] b) {
        var sum = new BigDecimal[a.length];
        for (var i = 0; i < a.length; i++) {
            sum[i] = a[i].add(b[i]);
        }
        return sum;
    }

    private static Map<String, String> text(Map<String, BigDecimal[]> cells) {
        var text = new TreeMap<String, String>();
        cells.forEach((key, amounts) -> {
            var parts = java.util.Arrays.stream(amounts)
                    .map(it -> it.stripTrailingZeros().toPlainString())
                    .toList();
            if (!parts.stream().allMatch("0"::equals)) {
                text.put(key, String.join(" ", parts));
            }
        });
        return text;
    }

    private static void count(List<Count> counts, List<OrderEvent> history) {
        var placed = (OrderPlaced) history.getFirst();
        var status = switch (history.getLast()) {
            case OrderPlaced it -> "PLACED";
            case OrderPaid it -> "PAID";
            case OrderEvent.OrderShipped it -> "SHIPPED";
            case OrderEvent.OrderDelivered it -> "DELIVERED";
            case OrderCancelled it -> "CANCELLED";
            case OrderEvent.OrderExpired it -> "EXPIRED";
            case OrderReturned it -> "RETURNED";
        };
        var whole = Map.of("all", "", "country", placed.shipTo().country(), "status", status);
        for (var event : history) {
            whole.forEach((dimension, value) -> whole(counts, dimension, value, placed, event));
            parts(counts, "product", placed, event);
            parts(counts, "category", placed, event);
        }
    }

    private static void whole(
            List<Count> counts, String dimension, String value, OrderPlaced placed, OrderEvent event) {
        var units = placed.lines().stream().mapToLong(OrderEvent.Line::quantity).sum();
        add(counts, dimension, value, event, units, placed.total().amount());
    }

    private static void parts(List<Count> counts, String dimension, OrderPlaced placed, OrderEvent event) {
        placed.lines().stream()
                .collect(Collectors.groupingBy(it -> part(dimension, it)))
                .forEach((value, lines) -> {
                    var numbers = lines.stream().map(OrderEvent.Line::lineNo).toList();
                    var units =
                            lines.stream().mapToLong(OrderEvent.Line::quantity).sum();
                    var amount =
                            lines.stream().map(it -> it.lineTotal().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
                    if (event instanceof OrderReturned it) {
                        it.lines().stream()
                                .filter(line -> numbers.contains(line.lineNo()))
                                .forEach(line -> counts.add(count(
                                        dimension,
                                        value,
                                        it,
                                        0,
                                        0,
                                        0,
                                        0,
                                        line.refund().amount())));
                    } else {
                        add(counts, dimension, value, event, units, amount);
                    }
                });
    }

    private static void add(
            List<Count> counts, String dimension, String value, OrderEvent event, long units, BigDecimal amount) {
        switch (event) {
            case OrderPlaced it -> counts.add(count(dimension, value, it, 1, 0, 0, 0, BigDecimal.ZERO));
            case OrderPaid it ->
                counts.add(new Count(
                        dimension,
                        value,
                        it.total().currency(),
                        it.at(),
                        0,
                        1,
                        units,
                        amount,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO));
            case OrderCancelled it
            when it.refundDue() != null ->
                counts.add(new Count(
                        dimension,
                        value,
                        it.total().currency(),
                        it.at(),
                        0,
                        0,
                        0,
                        BigDecimal.ZERO,
                        amount,
                        BigDecimal.ZERO));
            case OrderReturned it ->
                counts.add(
                        count(dimension, value, it, 0, 0, 0, 0, it.refundDue().amount()));
            default -> {}
        }
    }

    private static Count count(
            String dimension,
            String value,
            OrderEvent event,
            int placed,
            int orders,
            long units,
            int none,
            BigDecimal returned) {
        return new Count(
                dimension,
                value,
                event.total().currency(),
                event.at(),
                placed,
                orders,
                units,
                BigDecimal.valueOf(none),
                BigDecimal.ZERO,
                returned);
    }

    private static String part(String dimension, OrderEvent.Line line) {
        return dimension.equals("product")
                ? line.productId()
                : java.util.Objects.requireNonNullElse(line.category(), "");
    }
}
