package polystore.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.contracts.Money;
import polystore.orders.OrdersStores;
import polystore.orders.histories.TestShop;
import polystore.orders.order.MoveOrder;
import polystore.orders.order.domain.Action;
import polystore.orders.placing.Cart;
import polystore.orders.placing.Placement;

/// Many reservations end at one moment, while some of their buyers pay and others cancel.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class ExpiryIT {

    private static final int ORDERS = 240;
    private static final Duration AHEAD = Duration.ofSeconds(1);
    private static final Duration RELEASED_WITHIN = Duration.ofSeconds(2);

    @Inject
    TestShop shop;

    @Inject
    Ledger ledger;

    @Inject
    MoveOrder moveOrder;

    @Inject
    Jdbi jdbi;

    @Test
    void everyOrderHasOneOutcomeAndExpiredStockIsReleasedInTime() throws Exception {
        var sku = shop.sells("DUE-", "10.00", ORDERS);
        var orders = place(sku);
        var due = Instant.now().plus(AHEAD);
        jdbi.useHandle(
                handle -> handle.execute("update orders set reserved_until = ? where customer_id like 'due-%'", due));
        var random = new Random(11);
        var works = new ArrayList<Callable<String>>();
        orders.forEach(order -> {
            var at = due.plusMillis(random.nextInt(2_000) - 500);
            switch (random.nextInt(3)) {
                case 0 -> works.add(() -> move(order, at, new Action.Pay(Money.of("10.00", "EUR"), "due-" + order)));
                case 1 -> works.add(() -> move(order, at, new Action.Cancel("changed my mind")));
                default -> works.add(() -> "NONE");
            }
        });

        var outcomes = LastUnitIT.atOnce(works);
        while (count("select count(*) from orders where status = 'PLACED' and customer_id like 'due-%'") > 0) {
            Thread.sleep(20);
        }

        var ends = ends();
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(ORDERS);
        assertThat(ends.getOrDefault("PAID", 0)).isEqualTo(count(outcomes, "PAID"));
        assertThat(ends.getOrDefault("CANCELLED", 0)).isEqualTo(count(outcomes, "CANCELLED"));
        assertThat(ends.getOrDefault("EXPIRED", 0)).isPositive();
        assertThat(count("select max(version) from orders where customer_id like 'due-%'"))
                .isEqualTo(2);
        assertThat(ledger.of(sku).reserved())
                .isEqualTo(ends.getOrDefault("PAID", 0).longValue());
        assertThat(ledger.of(sku).agrees()).isTrue();
        assertThat(Duration.between(due, lastExpiry())).isLessThan(RELEASED_WITHIN);
    }

    private List<UUID> place(String sku) throws Exception {
        var works = new ArrayList<Callable<UUID>>();
        for (var buyer = 0; buyer < ORDERS; buyer++) {
            var command = TestShop.command("due-" + buyer % 10, sku + buyer, new Cart.Line(sku, 1));
            works.add(() -> ((Placement.Accepted) shop.place(command, Instant.now()))
                    .order()
                    .facts()
                    .id());
        }
        return LastUnitIT.atOnce(works);
    }

    private String move(UUID order, Instant at, Action action) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
        var command = new MoveOrder.Command(order, action, version -> version == 1, null, "staff:sam", null);
        return switch (TestShop.retryWhileBusy(() -> moveOrder.handle(command, Instant.now()))) {
            case MoveOrder.Outcome.Moved(var next) -> next.status().name();
            case MoveOrder.Outcome.Refused(var why) -> why.toString();
            case MoveOrder.Outcome.Outdated _ -> "too late";
            case MoveOrder.Outcome.Replayed _ -> "replayed";
        };
    }

    private Map<String, Integer> ends() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select status, count(*) as orders from orders where customer_id like 'due-%' group by status")
                .setMapKeyColumn("status")
                .setMapValueColumn("orders")
                .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, Integer>>() {}));
    }

    /// The start time of the last statement that released stock.
    private Instant lastExpiry() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select max(b.at) from outbox b join orders o on o.id = b.aggregate
                        where o.customer_id like 'due-%' and b.type like '%OrderExpired'""").mapTo(Instant.class).one());
    }

    private int count(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private static int count(List<String> outcomes, String outcome) {
        return (int) outcomes.stream().filter(outcome::equals).count();
    }
}
