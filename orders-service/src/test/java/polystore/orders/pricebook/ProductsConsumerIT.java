package polystore.orders.pricebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Money;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.catalog.ProductSnapshot.Status;
import polystore.orders.OrdersStores;
import polystore.orders.OwnBroker;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.persistence.PostgresJdbi;
import polystore.platform.testing.TcpProxy;
import polystore.platform.testing.TestStores;
import polystore.stores.FreePort;
import polystore.stores.ServiceDatabase;

/// Uses a broker of its own, because its consumer group has the name that every running service uses, and PostgreSQL
/// behind a proxy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductsConsumerIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private final int port = FreePort.next();
    private final String bootstrap = "127.0.0.1:" + port;
    private final ServiceDatabase database = OrdersStores.migrated();
    private final TcpProxy proxy =
            new TcpProxy("price-book", TestStores.postgres().port());
    private final PostgresPriceBook prices = new PostgresPriceBook(PostgresJdbi.of(pool()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", bootstrap));
    private final Producer<String, byte[]> producer = clients.producer();
    private final DeadLetters deadLetters = new DeadLetters(clients, meters);
    private final ConsumerLoops loops = new ConsumerLoops(clients, deadLetters, meters, List.of());

    @SuppressWarnings("NullAway") // set before every test, by start()
    private OwnBroker broker = null;

    @BeforeAll
    void start(@TempDir Path folder) {
        broker = new OwnBroker(folder, port);
        new ProductsConsumer(prices).follow(loops);
    }

    @AfterAll
    void stop() throws IOException {
        loops.stop();
        deadLetters.close();
        producer.close(Duration.ofSeconds(1));
        broker.close();
        proxy.close();
    }

    @Test
    void storesOnlyNewerVersions() {
        var sku = newSku();
        publish(product(sku, 3, "30.00"));
        publish(product(sku, 2, "20.00"));

        awaitTaken();

        assertThat(price(sku)).isEqualTo("30.00 EUR");

        publish(product(sku, 4, "40.00"));

        awaitTaken();

        assertThat(price(sku)).isEqualTo("40.00 EUR");
    }

    @Test
    void sendsRecordsThatItCannotStoreToTheDeadLetterTopicAndStoresTheOthers() {
        var before = letters().size();
        var twice = newSku();
        publish("broken", "{");
        publish("without-offers", "{\"productId\":\"x\",\"version\":1,\"status\":\"PUBLISHED\"}");
        publish(product(newSku(), "a\u0000b", 1, "1.00"));
        publish(product(twice, "Twice", 1, "1.00", "2.00"));

        awaitTaken();

        assertThat(letters()).hasSize(before + 4);
        assertThat(prices.offers(List.of(twice))).isEmpty();
        var letter = letters().stream()
                .filter(record -> record.key().equals("broken"))
                .findFirst()
                .orElseThrow();
        assertThat(letter.value()).isEqualTo("{".getBytes(StandardCharsets.UTF_8));
        assertThat(header(letter, "dlq-topic")).isEqualTo(Topics.CATALOG_PRODUCTS);
        assertThat(header(letter, "dlq-cause")).isNotBlank();
        assertThat(header(letter, "dlq-partition")).matches("\\d");
        assertThat(header(letter, "dlq-offset")).matches("\\d+");
        assertThat(header(letter, "dlq-attempts")).isEqualTo("1");
    }

    @Test
    void waitsForPostgres() {
        awaitTaken();
        var sku = newSku();

        var before = failures();
        TcpProxy.cut("price-book");
        publish("unreadable-" + sku, "{");
        publish(product(sku, 1, "2.00"));
        await().atMost(WAIT_MAX).until(() -> failures() >= before + 3 && behind() == 2);
        TcpProxy.restore("price-book");

        awaitTaken();
        assertThat(price(sku)).isEqualTo("2.00 EUR");
        await().atMost(WAIT_MAX).until(() -> behind() == 0);
        assertThat(letters())
                .extracting(ConsumerRecord::key)
                .filteredOn(key -> key.contains(sku))
                .as("sent once, not with each attempt")
                .containsExactly("unreadable-" + sku);
    }

    @Test
    void repeatsWhileTheBrokersNameCannotBeResolved() {
        var own = new SimpleMeterRegistry();
        var nowhere = new KafkaClients(Map.of("bootstrap.servers", "nowhere.invalid:9092"));
        var waiting = new ConsumerLoops(nowhere, deadLetters, own, List.of());
        new ProductsConsumer(prices).follow(waiting);
        try {
            await().atMost(WAIT_MAX).until(() -> failures(own) >= 2);
        } finally {
            waiting.stop();
        }
    }

    /// Kafka removes the consumer from its group between a poll and its commit.
    @Test
    void joinsItsGroupAgainAfterAFailedCommit() throws Exception {
        awaitTaken();
        var before = failures();
        try (var blocking = owner();
                var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            blocking.setAutoCommit(false);
            blocking.createStatement().execute("lock table price_book_product");
            publish(product(newSku(), 1, "3.00"));
            await().atMost(WAIT_MAX).until(this::somebodyWaits);
            admin.removeMembersFromConsumerGroup("orders.price-book", new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            blocking.rollback();
        }

        awaitTaken();
        assertThat(failures()).isGreaterThan(before);
    }

    /// Publishes one more product and waits until the book has it, and with it all before it.
    private void awaitTaken() {
        var sku = newSku();
        publish(product(sku, 1, "1.00"));
        await().atMost(WAIT_MAX).ignoreExceptions().until(() -> price(sku).equals("1.00 EUR"));
    }

    private double behind() {
        return meters.get("polystore.consumer.lag.records").gauge().value();
    }

    private double failures() {
        return failures(meters);
    }

    private static double failures(SimpleMeterRegistry meters) {
        return meters.get("polystore.consumer.failures")
                .tag("topic", Topics.CATALOG_PRODUCTS)
                .counter()
                .count();
    }

    private String price(String sku) {
        return prices.offers(List.of(sku)).getFirst().price().toString();
    }

    private boolean somebodyWaits() throws SQLException {
        try (var connection = owner();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from pg_locks where not granted and relation ="
                        + " 'price_book_product'::regclass")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.owner().user(), database.owner().password());
    }

    private PGSimpleDataSource pool() {
        var pool = new PGSimpleDataSource();
        pool.setURL(database.jdbcUrl().replace(":" + TestStores.postgres().port() + "/", ":" + proxy.port() + "/"));
        pool.setUser(database.application().user());
        pool.setPassword(database.application().password());
        return pool;
    }

    private void publish(ProductSnapshot product) {
        publish(product.productId(), new String(ContractJson.encode(product), StandardCharsets.UTF_8));
    }

    /// Into one partition, so that records are handled in their order.
    private void publish(String key, String body) {
        try {
            var record = new ProducerRecord<>(Topics.CATALOG_PRODUCTS, 0, key, body.getBytes(StandardCharsets.UTF_8));
            new Envelope(UUID.randomUUID(), ProductSnapshot.TYPE, "/catalog", Instant.EPOCH, key, null, record.value())
                    .headers()
                    .forEach((name, value) -> record.headers().add(name, value));
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static String newSku() {
        return "SKU-" + UUID.randomUUID();
    }

    private static ProductSnapshot product(String sku, long version, String amount) {
        return product(sku, "Thing", version, amount);
    }

    /// @param amounts one per offer, all of the same SKU
    private static ProductSnapshot product(String sku, String name, long version, String... amounts) {
        var offers = Stream.of(amounts)
                .map(amount -> new ProductSnapshot.Offer(sku, name, List.of(Money.of(amount, "EUR"))))
                .toList();
        return new ProductSnapshot(
                "p-" + sku, version, Instant.now(), Status.PUBLISHED, sku, name, null, "thing", null, offers);
    }

    /// All dead letters so far.
    private List<ConsumerRecord<String, byte[]>> letters() {
        var topic = Topics.deadLettersOf(Topics.CATALOG_PRODUCTS);
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reading = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = reading.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            reading.assign(partitions);
            reading.seekToBeginning(partitions);
            for (var end : reading.endOffsets(partitions).entrySet()) {
                while (reading.position(end.getKey()) < end.getValue()) {
                    reading.poll(Duration.ofMillis(100)).forEach(found::add);
                }
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
