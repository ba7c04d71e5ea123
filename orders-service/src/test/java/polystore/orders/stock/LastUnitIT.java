package polystore.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.orders.OrdersStores;
import polystore.orders.histories.TestShop;
import polystore.orders.placing.Cart;
import polystore.orders.placing.Placement;

/// Many concurrent buyers of few units. `-Dstock.rounds=1000` runs the long form.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class LastUnitIT {

    private static final int BUYERS = 200;
    private static final int ROUNDS = Integer.getInteger("stock.rounds", 20);

    @Inject
    TestShop shop;

    @Inject
    Ledger ledger;

    @Inject
    MoveStock moveStock;

    @Inject
    Jdbi jdbi;

    @Test
    void exactlyOneOfTwoHundredBuyersGetsTheLastUnit() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var sku = shop.sells("LAST-", "10.00", 1);
            var prefix = "round-" + round + "-";

            var placements = atOnce(IntStream.range(0, BUYERS)
                    .<Callable<Placement>>mapToObj(buyer -> () -> shop.place(
                            TestShop.command("buyer-" + buyer % 20, prefix + buyer + sku, new Cart.Line(sku, 1)),
                            Instant.now()))
                    .toList());

            assertThat(placements)
                    .as("round %d", round)
                    .filteredOn(Placement.Accepted.class::isInstance)
                    .hasSize(1);
            assertThat(placements)
                    .filteredOn(Placement.Refused.class::isInstance)
                    .hasSize(BUYERS - 1);
            assertThat(ledger.of(sku)).isEqualTo(new Ledger.Entry(1, 1, "OUT", 1, 1));
        }
    }

    @Test
    void ordersAndMovementsOfTheSameSkusInOppositeOrdersNeverDeadlock() throws Exception {
        var skus =
                Stream.generate(() -> shop.sells("MIX-", "1.00", 40)).limit(5).toList();

        atOnce(IntStream.range(0, 150)
                .<Callable<Boolean>>mapToObj(each -> () -> each % 3 == 0 ? move(each, skus) : buy(each, skus))
                .toList());

        assertThat(skus).allSatisfy(sku -> assertThat(ledger.of(sku).agrees()).isTrue());
    }

    /// The buyer's statement begins before the units are committed and continues afterwards.
    @Test
    void unitsAddedWhileABuyerWaitsForTheLockAreSold() throws Exception {
        var sku = shop.sells("LATE-", "1.00", 1);
        shop.place(TestShop.command("early", sku, new Cart.Line(sku, 1)), Instant.now());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var placement = QuarkusTransaction.requiringNew().call(() -> {
                moveStock.handle(List.of(TestShop.movement(sku, 3, null)), true);
                var waiting = threads.submit(() ->
                        shop.place(TestShop.command("late", sku + "-late", new Cart.Line(sku, 2)), Instant.now()));
                await().until(this::somebodyWaitsForARow);
                return waiting;
            });

            assertThat(placement.get()).isInstanceOf(Placement.Accepted.class);
        }
        assertThat(ledger.of(sku)).isEqualTo(new Ledger.Entry(4, 3, "LOW", 4, 3));
    }

    private boolean somebodyWaitsForARow() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from pg_locks where not granted and locktype = 'transactionid')")
                .mapTo(Boolean.class)
                .one());
    }

    private boolean buy(int seed, List<String> skus) {
        var lines =
                shuffled(seed, skus).stream().map(sku -> new Cart.Line(sku, 1)).toArray(Cart.Line[]::new);
        shop.place(TestShop.command("mix-" + seed, skus.getFirst() + seed, lines), Instant.now());
        return true;
    }

    private boolean move(int seed, List<String> skus) {
        var movements = shuffled(seed, skus).stream()
                .map(sku -> TestShop.movement(sku, new Random(seed).nextBoolean() ? 2 : -2, null))
                .toList();
        TestShop.retryWhileBusy(() -> moveStock.handle(movements, false));
        return true;
    }

    private static List<String> shuffled(int seed, List<String> skus) {
        var shuffled = new ArrayList<>(skus);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    /// Runs all of them concurrently, each on a virtual thread.
    static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = works.stream()
                    .map(work -> threads.submit(() -> {
                        start.await();
                        return work.call();
                    }))
                    .toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}
