package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.analytics.intake.Expected;
import polystore.analytics.intake.OrderHistories;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.analytics.sales.SalesQuery.Interval;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;

class SalesIT {

    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC, ZoneId.of("Europe/Vienna"), ZoneId.of("Asia/Kathmandu"), ZoneId.of("America/St_Johns"));

    private static final List<Interval> INTERVALS = List.of(Interval.values());
    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

    private static final PostgresSales SALES = new PostgresSales(new PostgresUniqueCustomers());

    private static Jdbi jdbi;
    private static List<OrderEvent> events;

    @BeforeAll
    static void fill() {
        jdbi = TestDatabase.create().jdbi();
        var histories = new OrderHistories(new Random(11));
        events = IntStream.range(0, 120)
                .mapToObj(it -> histories.order())
                .flatMap(List::stream)
                .toList();
        var measures = TestDatabase.measureEvents();
        jdbi.useTransaction(transaction -> measures.handle(transaction, events));
    }

    /// Any range, also one that cuts through buckets or lies within one; over the end of summer time in Vienna.
    @Test
    void rowsAreWhatTheEventsInTheRangeAddUpTo() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 60; i++) {
            var query = query(random);
            var rows = jdbi.withHandle(handle -> SALES.rows(handle, query, false, 100_000));

            assertThat(text(rows)).as("seed %d, %s", seed, query).isEqualTo(expected(query));
        }
    }

    @Test
    void returnsNoMoreRowsThanAskedFor() {
        var query = new SalesQuery(
                Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), Interval.HOUR, ZoneOffset.UTC, Dimension.PRODUCT);

        var rows = jdbi.withHandle(handle -> SALES.rows(handle, query, false, 7));

        assertThat(rows).hasSize(7);
    }

    @Test
    void rowsByProductSayItsSkuAndName() {
        var query = new SalesQuery(
                Instant.EPOCH,
                Instant.parse("2030-01-01T00:00:00Z"),
                Interval.MONTH,
                ZoneOffset.UTC,
                Dimension.PRODUCT);

        var rows = jdbi.withHandle(handle -> SALES.rows(handle, query, false, 100_000));

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.name()).isEqualTo("Name of " + row.value());
            assertThat(skus(row.value())).contains(row.sku());
        });
    }

    private static List<String> skus(String product) {
        return events.stream()
                .filter(OrderPlaced.class::isInstance)
                .flatMap(event -> ((OrderPlaced) event).lines().stream())
                .filter(line -> line.productId().equals(product))
                .map(OrderEvent.Line::sku)
                .toList();
    }

    @Test
    void ranksProductsWithinTheirCurrency() {
        var query = new SalesQuery(
                Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"), Interval.DAY, ZoneOffset.UTC, Dimension.PRODUCT);

        var top = jdbi.withHandle(
                handle -> new PostgresTopProducts().top(handle, query, TopProduct.Ranking.UNITS, null, 3));

        assertThat(top).hasSize(6);
        assertThat(top.subList(0, 3)).allMatch(it -> it.currency().equals("EUR"));
        assertThat(top.subList(0, 3).stream().map(it -> -it.amounts().units())).isSorted();
        assertThat(top).allMatch(it -> it.name().equals("Name of " + it.product()));
        var best = jdbi.withHandle(
                handle -> new PostgresTopProducts().top(handle, query, TopProduct.Ranking.UNITS, "JPY", 1));
        assertThat(best).containsExactly(top.get(3));
    }

    @Test
    void countsHowFarOrdersCame() {
        var funnel = jdbi.withHandle(handle -> new PostgresFunnel(new PostgresStepDurations())
                .of(handle, new TimeRange(Instant.EPOCH, Instant.parse("2030-01-01T00:00:00Z"))));

        assertThat(funnel.placed()).isEqualTo(count(OrderPlaced.class)).isEqualTo(120);
        assertThat(funnel.paid()).isEqualTo(count(OrderPaid.class));
        assertThat(funnel.shipped()).isEqualTo(count(OrderEvent.OrderShipped.class));
        assertThat(funnel.delivered()).isEqualTo(count(OrderEvent.OrderDelivered.class));
        assertThat(funnel.cancelled()).isEqualTo(count(OrderEvent.OrderCancelled.class));
        assertThat(funnel.expired()).isEqualTo(count(OrderEvent.OrderExpired.class));
        assertThat(funnel.returned())
                .isEqualTo(events.stream()
                        .filter(OrderEvent.OrderReturned.class::isInstance)
                        .map(OrderEvent::orderId)
                        .distinct()
                        .count());
    }

    @Test
    void knowsWhatACustomerBought() {
        var customer = jdbi.withHandle(handle -> new PostgresCustomers().find(handle, "customer-1"))
                .orElseThrow();
        var revenue = events.stream()
                .filter(it -> it instanceof OrderPaid
                        && it.customerId().equals("customer-1")
                        && it.total().currency().equals("EUR"))
                .map(it -> it.total().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        var placed = events.stream()
                .filter(it -> it instanceof OrderPlaced && it.customerId().equals("customer-1"))
                .sorted(Comparator.comparing(OrderEvent::at))
                .toList();
        assertThat(customer.first().id()).isEqualTo(placed.getFirst().orderId());
        assertThat(customer.last().id()).isEqualTo(placed.getLast().orderId());
        assertThat(customer.favourites()).hasSize(2).isSortedAccordingTo(Comparator.comparingLong(it -> -it.units()));
        assertThat(customer.totals().getFirst().currency()).isEqualTo("EUR");
        assertThat(customer.totals().getFirst().amounts().revenue()).isEqualByComparingTo(revenue);
        var nobody = jdbi.withHandle(handle -> new PostgresCustomers().find(handle, "nobody"));
        assertThat(nobody).isEmpty();
    }

    private static long count(Class<?> type) {
        return events.stream().filter(type::isInstance).count();
    }

    static SalesQuery query(Random random) {
        var from =
                Instant.parse("2026-10-24T21:50:00.123456Z").plus(random.nextLong(300_000_000_000L), ChronoUnit.MICROS);
        var lengths = new long[] {600_000_000L, 7_200_000_000L, 300_000_000_000L};
        var to = from.plus(1 + random.nextLong(lengths[random.nextInt(3)]), ChronoUnit.MICROS);
        if (random.nextInt(4) == 0) {
            from = from.truncatedTo(ChronoUnit.HOURS);
        }
        return new SalesQuery(
                from,
                to,
                INTERVALS.get(random.nextInt(4)),
                ZONES.get(random.nextInt(4)),
                DIMENSIONS.get(random.nextInt(5)));
    }

    private static Map<String, String> expected(SalesQuery query) {
        var rows = new TreeMap<String, List<Expected.Count>>();
        for (var count : Expected.counts(events)) {
            var at = count.at().truncatedTo(ChronoUnit.MICROS);
            if (count.dimension().equals(query.by().name().toLowerCase(Locale.ROOT))
                    && !at.isBefore(query.from())
                    && at.isBefore(query.to())) {
                rows.computeIfAbsent(
                                start(at, query) + "|" + count.value() + "|" + count.currency(),
                                it -> new ArrayList<>())
                        .add(count);
            }
        }
        var text = new TreeMap<String, String>();
        rows.forEach((key, counts) -> text.put(key, sum(counts)));
        return text;
    }

    private static String sum(List<Expected.Count> counts) {
        var placed = counts.stream().mapToLong(Expected.Count::placed).sum();
        var orders = counts.stream().mapToLong(Expected.Count::orders).sum();
        var units = counts.stream().mapToLong(Expected.Count::units).sum();
        var revenue = counts.stream().map(Expected.Count::revenue).reduce(BigDecimal.ZERO, BigDecimal::add);
        var cancelled = counts.stream().map(Expected.Count::cancelled).reduce(BigDecimal.ZERO, BigDecimal::add);
        var returned = counts.stream().map(Expected.Count::returned).reduce(BigDecimal.ZERO, BigDecimal::add);
        return text(new Amounts(placed, orders, units, revenue, cancelled, returned));
    }

    static Instant start(Instant at, SalesQuery query) {
        var local = ZonedDateTime.ofInstant(at, query.timeZone());
        LocalDate day = local.toLocalDate();
        return switch (query.interval()) {
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> day.atStartOfDay(query.timeZone()).toInstant();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY))
                        .atStartOfDay(query.timeZone())
                        .toInstant();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(query.timeZone()).toInstant();
        };
    }

    private static Map<String, String> text(List<SalesRow> rows) {
        var text = new TreeMap<String, String>();
        rows.forEach(it -> text.put(it.start() + "|" + it.value() + "|" + it.currency(), text(it.amounts())));
        return text;
    }

    private static String text(Amounts it) {
        return it.placed() + " " + it.orders() + " " + it.units() + " " + plain(it.revenue()) + " "
                + plain(it.cancelled()) + " " + plain(it.returned());
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
