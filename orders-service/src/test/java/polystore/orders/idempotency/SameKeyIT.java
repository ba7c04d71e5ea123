package polystore.orders.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;
import polystore.orders.histories.Counter;
import polystore.orders.placing.Cart;
import polystore.orders.placing.PlaceOrder;
import polystore.orders.placing.Placement;

/// One key, one order: whoever sends it, however often, whatever crashed in between.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class SameKeyIT {

    @Inject
    Counter counter;

    @Inject
    PlaceOrder placeOrder;

    @Inject
    PostgresIdempotency idempotency;

    @Inject
    Jdbi jdbi;

    @Inject
    AgroalDataSource pool;

    @Test
    void manyAtOnceMakeOneOrder() throws Exception {
        for (var round = 0; round < 10; round++) {
            var sku = counter.sells("KEY-", "1.00", 100);
            var command = Counter.command("same-" + sku, "key", new Cart.Line(sku, 1));
            var start = new CountDownLatch(1);
            var orders = new HashSet<UUID>();
            var accepted = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = IntStream.range(0, 32)
                        .mapToObj(_ -> threads.submit((Callable<Placement>) () -> {
                            start.await();
                            return counter.place(command, Instant.now());
                        }))
                        .toList();
                start.countDown();
                for (var each : running) {
                    switch (each.get()) {
                        case Placement.Accepted(var order) -> {
                            accepted++;
                            orders.add(order.facts().id());
                        }
                        case Placement.Replayed(Claim.Done done) -> orders.add(done.orderId());
                        case Placement.Replayed(var claim) -> assertThat(claim).isEqualTo(new Claim.Running());
                        case Placement.Refused(var why) -> throw new AssertionError(why);
                    }
                }
            }
            assertThat(accepted).isEqualTo(1);
            assertThat(orders).hasSize(1);
            assertThat(reserved(sku)).isEqualTo(1);
        }
    }

    @Test
    void aCrashAfterTheCommitIsReplayed() {
        var sku = counter.sells("KEY-", "1.00", 10);
        var command = Counter.command("crash-" + sku, "key", new Cart.Line(sku, 1));
        var placed = (Placement.Accepted) counter.place(command, Instant.now());
        // The answer was never sent, and every connection broke.
        killConnections();

        var again = counter.place(command, Instant.now());

        assertThat(again)
                .isEqualTo(new Placement.Replayed(
                        new Claim.Done(placed.order().facts().id(), 1)));
        assertThat(reserved(sku)).isEqualTo(1);
    }

    @Test
    void aCrashBeforeTheCommitLeavesNothing() {
        var sku = counter.sells("KEY-", "1.00", 10);
        var command = Counter.command("undone-" + sku, "key", new Cart.Line(sku, 1));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> {
                    assertThat(placeOrder.handle(command, Instant.now())).isInstanceOf(Placement.Accepted.class);
                    return jdbi.withHandle(handle -> handle.execute("select pg_terminate_backend(pg_backend_pid())"));
                }))
                .isNotNull();

        assertThat(reserved(sku)).isZero();
        assertThat(orders("undone-" + sku)).isZero();
        assertThat(counter.place(command, Instant.now())).isInstanceOf(Placement.Accepted.class);
        assertThat(orders("undone-" + sku)).isEqualTo(1);
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        var sku = counter.sells("KEY-", "1.00", 10);
        var customer = "day-" + sku;
        var yesterday = Instant.now().minus(Duration.ofHours(24));
        counter.place(Counter.command(customer, "key", new Cart.Line(sku, 1)), yesterday);
        var other = Counter.command(customer, "key", new Cart.Line(sku, 2));

        assertThat(counter.place(other, yesterday.plus(Duration.ofHours(23))))
                .isEqualTo(new Placement.Replayed(new Claim.OtherRequest()));
        var replaced = (Placement.Accepted) counter.place(other, yesterday.plus(Duration.ofHours(24)));
        assertThat(counter.place(other, yesterday.plus(Duration.ofHours(25))))
                .isEqualTo(new Placement.Replayed(
                        new Claim.Done(replaced.order().facts().id(), 1)));
    }

    @Test
    void oldKeysAreForgottenInBatches() {
        var now = Instant.now();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into idempotency (customer_id, route, key, fingerprint, problem, created_at)
                        select 'clean', 'r', i::text, '', '{}', cast(:now as timestamptz) - i * interval '1 minute' from generate_series(1, 4000) i""").bind("now", now).execute());

        // At most, and the last rows in a moment: housekeeping may be at it too, and each skips what the other holds.
        assertThat(idempotency.clean(now, 10)).isLessThanOrEqualTo(10);
        await().untilAsserted(() -> {
            idempotency.clean(now, PostgresIdempotency.CLEAN_BATCH_MAX);
            assertThat(kept()).isEqualTo(24 * 60 - 1);
        });
    }

    private int kept() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from idempotency where customer_id = 'clean'")
                        .mapTo(Integer.class)
                        .one());
    }

    private void killConnections() {
        jdbi.useHandle(handle -> handle.execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and usename = current_user"""));
    }

    /// Takes all connections at once and looks at each: the next test shares the pool, and shall meet no broken one.
    @AfterEach
    void replaceBrokenConnections() throws SQLException {
        var max = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        var held = new ArrayList<Connection>();
        try {
            for (var attempt = 0; attempt < 2 * max && held.size() < max; attempt++) {
                var connection = pool.getConnection();
                if (connection.isValid(1)) {
                    held.add(connection);
                } else {
                    connection.close();
                }
            }
        } catch (SQLException inUse) {
            // The rest is held by housekeeping or a relay, who tries again by itself.
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    private int reserved(String sku) {
        return Counter.patiently(
                () -> jdbi.withHandle(handle -> handle.createQuery("select reserved from stock where sku = :sku")
                        .bind("sku", sku)
                        .mapTo(Integer.class)
                        .one()));
    }

    private int orders(String customer) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from orders where customer_id = :customer")
                .bind("customer", customer)
                .mapTo(Integer.class)
                .one());
    }
}
