package polystore.orders.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import polystore.contracts.ContractJson;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;
import polystore.contracts.stock.StockLevel.Band;
import polystore.orders.OrdersStores;
import polystore.orders.histories.TestShop;
import polystore.orders.placing.Cart;
import polystore.platform.persistence.TransactionRunner;

/// Concurrent movements, and the published availability bands.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class MoveStockIT {

    @Inject
    TestShop shop;

    @Inject
    Ledger ledger;

    @Inject
    MoveStock moveStock;

    @Inject
    TransactionRunner transactions;

    @Inject
    PostgresStock stock;

    @Inject
    Jdbi jdbi;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    @SuppressWarnings("NullAway") // injected
    String bootstrap;

    @Test
    void concurrentMovementsWithOneReferenceBookANewSkuOnce() throws Exception {
        var sku = "NEW-" + UUID.randomUUID();

        var results = LastUnitIT.atOnce(IntStream.range(0, 40)
                .<Callable<MovementResult>>mapToObj(_ -> () -> TestShop.retryWhileBusy(() -> moveStock
                        .handle(List.of(TestShop.movement(sku, 7, "delivery-1")), true)
                        .getFirst()))
                .toList());

        assertThat(results).filteredOn(MovementResult.APPLIED::equals).hasSize(1);
        assertThat(results).filteredOn(MovementResult.DUPLICATE::equals).hasSize(39);
        assertThat(ledger.of(sku)).isEqualTo(new Ledger.Entry(7, 0, "IN_STOCK", 7, 0));
    }

    @Test
    void concurrentFirstMovementsOfANewSkuAreAllBooked() throws Exception {
        var sku = "NEW-" + UUID.randomUUID();

        LastUnitIT.atOnce(IntStream.range(0, 40)
                .<Callable<Object>>mapToObj(_ -> () ->
                        TestShop.retryWhileBusy(() -> moveStock.handle(List.of(TestShop.movement(sku, 3, null)), true)))
                .toList());

        assertThat(ledger.of(sku)).isEqualTo(new Ledger.Entry(120, 0, "IN_STOCK", 120, 0));
    }

    /// If it were recorded before the commit, the old level could be published and stay until the next change.
    @Test
    void recordsChangedStockAfterTheCommit() {
        var sku = shop.sells("NOTED-", "1.00", 5);
        var changes = new StockChanges();
        var noting = new MoveStock(transactions, stock, changes);

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(noting.handle(List.of(TestShop.movement(sku, 3, null)), true))
                    .containsExactly(MovementResult.APPLIED);
            assertThat(changes.drain()).as("recorded before the commit").isEmpty();
        });

        assertThat(changes.drain()).containsExactly(sku);
        noting.handle(List.of(TestShop.movement(sku, -100, null)), true);
        assertThat(changes.drain()).as("recorded though rejected").isEmpty();
    }

    @Test
    void rejectsAllMovementsOrOnlyTheInvalidOnes() {
        var sku = shop.sells("POLICY-", "1.00", 5);
        var movements = List.of(
                TestShop.movement(sku, -3, null), TestShop.movement(sku, -3, null), TestShop.movement(sku, 1, "r"));

        assertThat(moveStock.handle(movements, true))
                .containsExactly(MovementResult.APPLIED, MovementResult.REJECTED, MovementResult.APPLIED);
        assertThat(ledger.of(sku).onHand()).isEqualTo(5);

        assertThat(moveStock.handle(movements, false))
                .containsExactly(MovementResult.APPLIED, MovementResult.REJECTED, MovementResult.APPLIED);
        assertThat(moveStock.handle(List.of(TestShop.movement(sku, 1, "r")), false))
                .containsExactly(MovementResult.DUPLICATE);
        assertThat(ledger.of(sku)).isEqualTo(new Ledger.Entry(3, 0, "LOW", 3, 0));
    }

    @Test
    void booksAThousandMovementsOfManySkusAtOnce() {
        var skus = IntStream.range(0, 250)
                .mapToObj(_ -> "BULK-" + UUID.randomUUID())
                .toList();
        var movements = IntStream.range(0, MoveStock.MOVEMENTS_MAX)
                .mapToObj(i -> TestShop.movement(skus.get(i % 250), i < 250 ? 10 : -1, "bulk-" + i))
                .toList();

        assertThat(moveStock.handle(movements, true)).hasSize(1_000).containsOnly(MovementResult.APPLIED);
        assertThat(moveStock.handle(movements, true)).hasSize(1_000).containsOnly(MovementResult.DUPLICATE);

        for (var sku : skus) {
            assertThat(ledger.of(sku)).isEqualTo(new Ledger.Entry(7, 0, "IN_STOCK", 7, 0));
        }
    }

    @Test
    void rejectsAWithdrawalFromANewSkuWithoutCreatingARow() {
        var sku = "NONE-" + UUID.randomUUID();

        assertThat(moveStock.handle(List.of(TestShop.movement(sku, -1, null)), false))
                .containsExactly(MovementResult.REJECTED);

        assertThat(rows(sku)).isZero();
    }

    @Test
    void publishesEachChangeOfTheBand() {
        var sku = shop.sells("BAND-", "1.00", 10);
        try (var consumer = consumer()) {
            receive(consumer, sku, Band.IN_STOCK);
            shop.place(TestShop.command("band", sku, new Cart.Line(sku, 6)), Instant.now());
            assertThat(receive(consumer, sku, Band.LOW).available()).isEqualTo(4);
            moveStock.handle(List.of(TestShop.movement(sku, -4, null)), true);
            assertThat(receive(consumer, sku, Band.OUT).available()).isZero();
        }
        assertThat(publishedBand(sku)).isIn("OUT", "LOW"); // marked a moment after Kafka has it
    }

    private int rows(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from stock where sku = :sku")
                .bind("sku", sku)
                .mapTo(Integer.class)
                .one());
    }

    private String publishedBand(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery("select published_band from stock where sku = :sku")
                .bind("sku", sku)
                .mapTo(String.class)
                .one());
    }

    /// Waits for the level with this band; versions only rise.
    private static StockLevel receive(KafkaConsumer<String, byte[]> consumer, String sku, Band band) {
        var received = new ArrayList<StockLevel>();
        for (var attempt = 0; attempt < 100; attempt++) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                if (record.key().equals(sku)) {
                    received.add(ContractJson.decode(record.value(), StockLevel.class));
                }
            }
            if (!received.isEmpty() && received.getLast().band() == band) {
                assertThat(received).isSortedAccordingTo(java.util.Comparator.comparingLong(StockLevel::version));
                return received.getLast();
            }
        }
        throw new AssertionError("no " + band + " for " + sku + " in " + received);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.STOCK_LEVELS).stream()
                .map(partition -> new TopicPartition(Topics.STOCK_LEVELS, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
