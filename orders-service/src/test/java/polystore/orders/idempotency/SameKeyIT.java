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
import polystore.orders.histories.TestShop;
import polystore.orders.placing.Cart;
import polystore.orders.placing.PlaceOrder;
import polystore.orders.placing.Placement;

/// One idempotency key makes one order: under concurrent requests, repeated requests and crashes.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class SameKeyIT {

    @Inject
    TestShop shop;

    @Inject
    PlaceOrder placeOrder;

    @Inject
    PostgresIdempotency idempotency;

    @Inject
    Jdbi jdbi;

    @Inject
    AgroalDataSource pool;

    @Test
    void concurrentRequestsMakeOneOrder() throws Exception {
        for (var round = 0; round < 10; round++) {
            var sku = shop.sells("KEY-", "1.00", 100);
            var command = TestShop.command("same-" + sku, "key", new Cart.Line(sku, 1));
            var start = new CountDownLatch(1);
            var orders = new HashSet<UUID>();
            var accepted = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = IntStream.range(0, 32)
                        .mapToObj(_ -> threads.submit((Callable<Placement>) () -> {
                            start.await();
                            return shop.place(command, Instant.now());
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
        var sku = shop.sells("KEY-", "1.00", 10);
        var command = TestShop.command("crash-" + sku, "key", new Cart.Line(sku, 1));
        var placed = (Placement.Accepted) shop.place(command, Instant.now());
        // The response was never sent, and every connection broke.
        killConnections();

        var again = shop.place(command, Instant.now());

        assertThat(again)
                .isEqualTo(new Placement.Replayed(
                        new Claim.Done(placed.order().facts().id(), 1)));
        assertThat(reserved(sku)).isEqualTo(1);
    }

    @Test
    void aCrashBeforeTheCommitLeavesNothing() {
        var sku = shop.sells("KEY-", "1.00", 10);
        var command = TestShop.command("undone-" + sku, "key", new Cart.Line(sku, 1));

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> {
                    assertThat(placeOrder.handle(command, Instant.now())).isInstanceOf(Placement.Accepted.class);
                    return jdbi.withHandle(handle -> handle.execute("select pg_terminate_backend(pg_backend_pid())"));
                }))
                .isNotNull();

        assertThat(reserved(sku)).isZero();
        assertThat(orders("undone-" + sku)).isZero();
        assertThat(shop.place(command, Instant.now())).isInstanceOf(Placement.Accepted.class);
        assertThat(orders("undone-" + sku)).isEqualTo(1);
    }

    @Test
    void aKeyIsFreeAgainAfterADay() {
        var sku = shop.sells("KEY-", "1.00", 10);
        var customer = "day-" + sku;
        var yesterday = Instant.now().minus(Duration.ofHours(24));
        shop.place(TestShop.command(customer, "key", new Cart.Line(sku, 1)), yesterday);
        var other = TestShop.command(customer, "key", new Cart.Line(sku, 2));

        assertThat(shop.place(other, yesterday.plus(Duration.ofHours(23))))
                .isEqualTo(new Placement.Replayed(new Claim.OtherRequest()));
        var replaced = (Placement.Accepted) shop.place(other, yesterday.plus(Duration.ofHours(24)));
        assertThat(shop.place(other, yesterday.plus(Duration.ofHours(25))))
                .isEqualTo(new Placement.Replayed(
                        new Claim.Done(replaced.order().facts().id(), 1)));
    }

    @Test
    void oldKeysAreDeletedInBatches() {
        var now = Instant.now();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into idempotency (customer_id, route, key, fingerprint, problem, created_at)
                        select 'clean', 'r', i::text, '', '{}', cast(:now as timestamptz) - i * interval '1 minute' from generate_series(1, 4000) i""").bind("now", now).execute());

        // Housekeeping may delete keys at the same time, and each of the two skips rows that the other has locked.
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

    /// Takes all connections from the pool and closes the broken ones, because the next test shares the pool.
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
            // Housekeeping or the relay uses the other connections; both try again by themselves.
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    private int reserved(String sku) {
        return TestShop.retryWhileBusy(
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
