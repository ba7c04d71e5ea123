package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.analytics.intake.OrderHistories;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.OrderDelivered;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderEvent.OrderShipped;

/// Unique customers and durations, from the sketches and from the orders where there is no complete sketch.
class SketchesIT {

    private static final TimeRange EVER =
            new TimeRange(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"));
    private static final List<Integer> PERCENTS = List.of(1, 50, 90, 99, 100);

    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final List<List<OrderEvent>> histories = histories();

    @BeforeEach
    void fill() {
        var measures = TestDatabase.measureEvents();
        // Half of the orders in a second transaction, which adds to the sketches of the first.
        jdbi.useTransaction(it -> measures.handle(it, flat(histories.subList(0, 60))));
        jdbi.useTransaction(it -> measures.handle(it, flat(histories.subList(60, 120))));
    }

    @Test
    void customersAreThoseOfTheOrdersPaidInTheRange() {
        assertCustomersAreExact();
    }

    /// The version before the sketches adds to the measures only.
    @Test
    void customersOfCellsWithoutACompleteSketchAreReadFromTheOrders() {
        jdbi.useHandle(it -> it.execute("delete from customer_sketch where value in ('', 'p1', 'AT')"));
        jdbi.useHandle(it -> it.execute(
                "update customer_sketch set orders = orders - 1, sketch = ? where value = 'c1'",
                new CustomerSketch().bytes()));

        assertCustomersAreExact();
    }

    @Test
    void anIncompleteSketchIsMadeAgainWhenAnOrderIsAdded() {
        var before = sketches();
        var history = paidHistory();
        var at = history.get(1).at();
        jdbi.useHandle(it -> it.execute("delete from customer_sketch"));
        jdbi.useTransaction(it -> TestDatabase.measureEvents().handle(it, again(history)));

        var bucket = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 900) * 900);
        // The same customer again: the bytes of the sketches are the same, and only those of this order's cells exist.
        assertThat(sketches())
                .isNotEmpty()
                .allSatisfy((cell, sketch) -> assertThat(sketch).isEqualTo(before.get(cell)))
                .allSatisfy((cell, _) -> assertThat(cell).contains(bucket.toString()));
    }

    @Test
    void durationsHaveTheExactRankAndHalfABinOfError() {
        assertDurationsAreExact();
    }

    @Test
    void durationsAreReadFromTheOrdersWhereSomeAreNotStored() {
        jdbi.useHandle(it -> it.execute("delete from step_duration where bin % 2 = 0"));

        assertDurationsAreExact();
    }

    private void assertCustomersAreExact() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 60; i++) {
            var query = SalesIT.query(random);
            if (query.by() != Dimension.STATUS) {
                var rows = jdbi.withHandle(
                        it -> new PostgresSales(new PostgresUniqueCustomers()).rows(it, query, true, 100_000));
                var estimates = rows.stream()
                        .filter(it -> it.amounts().orders() > 0)
                        .collect(Collectors.toMap(SalesRow::cell, SalesRow::uniqueCustomers));
                assertThat(estimates).as("seed %d, %s", seed, query).isEqualTo(expected(query));
            }
        }
    }

    private Map<PostgresUniqueCustomers.Cell, Long> expected(SalesQuery query) {
        var customers = new HashMap<PostgresUniqueCustomers.Cell, Set<String>>();
        for (var history : histories) {
            if (history.getFirst() instanceof OrderPlaced placed && history.get(1) instanceof OrderPaid paid) {
                var at = paid.at().truncatedTo(ChronoUnit.MICROS);
                if (!at.isBefore(query.from()) && at.isBefore(query.to())) {
                    values(placed, query.by())
                            .forEach(value -> customers
                                    .computeIfAbsent(
                                            new PostgresUniqueCustomers.Cell(
                                                    SalesIT.start(at, query),
                                                    value,
                                                    paid.total().currency()),
                                            _ -> new HashSet<>())
                                    .add(paid.customerId()));
                }
            }
        }
        return customers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it ->
                (long) it.getValue().size()));
    }

    private static Set<String> values(OrderPlaced placed, Dimension by) {
        var values = new HashSet<String>();
        for (var line : placed.lines()) {
            values.add(
                    switch (by) {
                        case ALL, STATUS -> "";
                        case COUNTRY -> placed.shipTo().country();
                        case PRODUCT -> line.productId();
                        case CATEGORY -> line.category() == null ? "" : line.category();
                    });
        }
        return values;
    }

    private void assertDurationsAreExact() {
        var ranges = List.of(
                EVER,
                new TimeRange(Instant.parse("2026-10-24T22:01:02.345678Z"), Instant.parse("2026-10-25T20:07:00Z")));
        for (var range : ranges) {
            var funnel = jdbi.withHandle(it -> new PostgresFunnel(new PostgresStepDurations()).of(it, range));
            var expected = durations(range);
            assertThat(funnel.durations().keySet()).containsExactlyInAnyOrderElementsOf(Funnel.STEPS);
            funnel.durations()
                    .forEach((step, histogram) -> assertQuantiles(histogram, expected.getOrDefault(step, List.of())));
        }
    }

    private static void assertQuantiles(DurationHistogram histogram, List<Long> sorted) {
        assertThat(histogram.count()).isEqualTo(sorted.size());
        for (var percent : PERCENTS) {
            double exact = sorted.get(Math.max(1, Math.ceilDiv(sorted.size() * percent, 100)) - 1);
            assertThat(Math.abs(histogram.percentileMs(percent) - exact))
                    .as("%d %% of %s", percent, sorted)
                    .isLessThanOrEqualTo(exact * DurationHistogram.RELATIVE_ERROR);
        }
    }

    private Map<String, List<Long>> durations(TimeRange range) {
        var durations = new HashMap<String, List<Long>>();
        for (var history : histories) {
            var placedAt = history.getFirst().at();
            for (var i = 1;
                    !placedAt.isBefore(range.from()) && placedAt.isBefore(range.to()) && i < history.size();
                    i++) {
                var step = switch (history.get(i)) {
                    case OrderPaid _ -> Funnel.STEPS.get(0);
                    case OrderShipped _ -> Funnel.STEPS.get(1);
                    case OrderDelivered _ -> Funnel.STEPS.get(2);
                    default -> "other";
                };
                var took =
                        Duration.between(history.get(i - 1).at(), history.get(i).at());
                durations.computeIfAbsent(step, _ -> new ArrayList<>()).add(took.toMillis());
            }
        }
        durations.values().forEach(it -> it.sort(null));
        return durations;
    }

    private List<OrderEvent> paidHistory() {
        return histories.stream()
                .filter(it -> it.get(1) instanceof OrderPaid)
                .findFirst()
                .orElseThrow();
    }

    /// The first two events of an order once more, as another order.
    private static List<OrderEvent> again(List<OrderEvent> history) {
        var id = UUID.randomUUID();
        var placed = (OrderPlaced) history.getFirst();
        var paid = (OrderPaid) history.get(1);
        return List.of(
                new OrderPlaced(
                        id,
                        1,
                        placed.at(),
                        placed.customerId(),
                        placed.total(),
                        placed.lines(),
                        placed.shipTo(),
                        placed.reservedUntil()),
                new OrderPaid(id, 2, paid.at(), paid.customerId(), paid.total(), paid.total()));
    }

    private Map<String, String> sketches() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select *, encode(sketch, 'hex') as hex from customer_sketch")
                .map((row, _) -> Map.entry(PostgresMeasures.cell(row).toString(), row.getString("hex")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static List<List<OrderEvent>> histories() {
        var histories = new OrderHistories(new Random(12));
        return IntStream.range(0, 120).mapToObj(_ -> histories.order()).toList();
    }

    private static List<OrderEvent> flat(List<List<OrderEvent>> histories) {
        return histories.stream().flatMap(List::stream).toList();
    }
}
