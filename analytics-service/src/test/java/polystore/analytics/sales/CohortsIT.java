package polystore.analytics.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;

class CohortsIT {

    private static final TimeRange YEAR =
            new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Jdbi jdbi = TestDatabase.create().jdbi();

    @Test
    void customersAreGroupedByTheMonthOfTheirFirstPaidOrder() {
        add(
                paid("ann", "2026-01-10T10:00:00Z", "10.00", "EUR"),
                paid("ann", "2026-01-20T10:00:00Z", "5.00", "EUR"),
                paid("ann", "2026-03-01T00:00:00Z", "7.00", "EUR"),
                paid("ann", "2026-03-02T00:00:00Z", "900", "JPY"),
                paid("bob", "2026-01-31T23:30:00Z", "20.00", "EUR"),
                paid("cem", "2026-02-01T00:00:00Z", "30.00", "EUR"),
                placed("dora", "2026-02-01T00:00:00Z", "99.00", "EUR"));

        assertThat(rows(YEAR, UTC))
                .containsExactly(
                        row("2026-01", 0, 2, 3, "35.00", "EUR"),
                        row("2026-01", 2, 1, 1, "7.00", "EUR"),
                        row("2026-01", 2, 1, 1, "900", "JPY"),
                        row("2026-02", 0, 1, 1, "30.00", "EUR"));
    }

    @Test
    void monthsBeginInTheTimeZone() {
        add(paid("bob", "2026-01-31T23:30:00Z", "20.00", "EUR"), paid("bob", "2026-06-30T22:30:00Z", "2.00", "EUR"));

        assertThat(rows(YEAR, ZoneId.of("CET")))
                .containsExactly(row("2026-02", 0, 1, 1, "20.00", "EUR"), row("2026-02", 5, 1, 1, "2.00", "EUR"));
    }

    @Test
    void aCustomerWhoPaidBeforeTheRangeIsInNoneOfItsCohorts() {
        add(paid("old", "2025-12-31T23:59:59Z", "1.00", "EUR"), paid("old", "2026-05-01T00:00:00Z", "2.00", "EUR"));

        assertThat(rows(YEAR, UTC)).isEmpty();
    }

    /// Events of different orders may be applied in any order.
    @Test
    void anEarlierOrderThatIsAppliedLaterMovesTheCustomer() {
        add(paid("ann", "2026-05-01T00:00:00Z", "2.00", "EUR"));
        add(paid("ann", "2026-04-01T00:00:00Z", "1.00", "EUR"));
        add(paid("ann", "2026-06-01T00:00:00Z", "4.00", "EUR"));

        assertThat(rows(YEAR, UTC))
                .containsExactly(
                        row("2026-04", 0, 1, 1, "1.00", "EUR"),
                        row("2026-04", 1, 1, 1, "2.00", "EUR"),
                        row("2026-04", 2, 1, 1, "4.00", "EUR"));
    }

    private List<CohortRow> rows(TimeRange range, ZoneId zone) {
        return jdbi.withHandle(it -> new PostgresCohorts().rows(it, range, zone, 100)).stream()
                .map(it -> new CohortRow(
                        it.cohort(),
                        it.monthsSince(),
                        it.customers(),
                        it.orders(),
                        it.revenue().stripTrailingZeros(),
                        it.currency()))
                .toList();
    }

    private static CohortRow row(
            String cohort, int monthsSince, long customers, long orders, String revenue, String currency) {
        return new CohortRow(
                YearMonth.parse(cohort),
                monthsSince,
                customers,
                orders,
                new BigDecimal(revenue).stripTrailingZeros(),
                currency);
    }

    @SafeVarargs
    private void add(List<OrderEvent>... orders) {
        var events = new ArrayList<OrderEvent>();
        for (var order : orders) {
            events.addAll(order);
        }
        jdbi.useTransaction(it -> TestDatabase.measureEvents().handle(it, events));
    }

    private static List<OrderEvent> placed(String customer, String at, String total, String currency) {
        return paid(customer, at, total, currency).subList(0, 1);
    }

    private static List<OrderEvent> paid(String customer, String at, String total, String currency) {
        var id = UUID.randomUUID();
        var money = Money.of(total, currency);
        var paidAt = Instant.parse(at);
        var placedAt = paidAt.minusSeconds(1);
        var line = new Line(1, "s", "p", "n", null, 1, money, money);
        return List.of(
                new OrderPlaced(id, 1, placedAt, customer, money, List.of(line), new Destination("Graz", "AT"), paidAt),
                new OrderPaid(id, 2, paidAt, customer, money, money));
    }
}
