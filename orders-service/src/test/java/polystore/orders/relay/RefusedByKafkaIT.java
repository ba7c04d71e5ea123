package polystore.orders.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.contracts.Topics;
import polystore.orders.outbox.KafkaPublisher;
import polystore.orders.outbox.PostgresOutboxParking;
import polystore.orders.outbox.ReplayParked;
import polystore.platform.testing.TestStores;

/// Rows and documents above Kafka's 1 MiB stop their own order, at most.
class RefusedByKafkaIT {

    private static final String TOO_MUCH = "x".repeat(1_200_000);

    private final RelayStage stage = new RelayStage(TestStores.kafka().bootstrap());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void parksThePoisonRowWithItsFollowersUntilAnOperatorTriesAgain() throws Exception {
        var poisoned = UUID.randomUUID();
        var other = UUID.randomUUID();
        var instance = stage.start();
        try (var connection = stage.connect();
                var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS)) {
            stage.append(poisoned, 1);
            RelayStage.append(connection, poisoned, 2, TOO_MUCH);
            stage.append(poisoned, 3);
            stage.append(other, 1);
            heard.until(2, Set.of(poisoned, other));
            stage.append(poisoned, 4);
            stage.append(other, 2);
            heard.until(3, Set.of(poisoned, other));
            RelayStage.await("parked", () -> instance.backlog().read().parked() == 3);
            assertThat(heard.versions).containsEntry(poisoned, List.of(1)).containsEntry(other, List.of(1, 2));
            assertThat(causes())
                    .satisfiesExactly(
                            cause -> assertThat(cause).startsWith("too large for Kafka"),
                            cause -> assertThat(cause).startsWith("behind"),
                            cause -> assertThat(cause).startsWith("behind"));
            // Counted after the commit that the backlog shows.
            RelayStage.await("counted", () -> instance.count("polystore.outbox.parked") == 3);

            assertThat(replay(instance.producer())).isEqualTo(new ReplayParked.Replay(0, 3));
            assertThat(replayWithARoomierTopic()).isEqualTo(new ReplayParked.Replay(3, 0));
            stage.append(poisoned, 5);
            heard.until(7, Set.of(poisoned, other));
            assertThat(heard.versions).containsEntry(poisoned, List.of(1, 2, 3, 4, 5));
        }
    }

    /// Its events wait for an operator; its document says what the order is, and used to stay as it was.
    @Test
    void theDocumentOfAnOrderWhoseEventsAreParkedIsPublishedAllTheSame() throws Exception {
        var parked = UUID.randomUUID();
        order(parked, "fine");
        var instance = stage.start();
        try (var connection = stage.connect();
                var documents = new Heard(stage.bootstrap, Topics.ORDERS_DOCUMENTS)) {
            RelayStage.append(connection, parked, 1, TOO_MUCH);
            RelayStage.await("parked", () -> instance.backlog().read().parked() == 1);
            documents.until(1, Set.of(parked));
            stage.jdbi.useHandle(handle -> handle.execute("update orders set version = 2 where id = ?", parked));
            stage.append(parked, 2);
            RelayStage.await("parked behind it", () -> instance.backlog().read().parked() == 2);

            documents.until(2, Set.of(parked));
            assertThat(documents.versions).containsEntry(parked, List.of(1, 2));
        }
    }

    @Test
    void aDocumentThatIsTooLargeHoldsNobodyUp() throws Exception {
        var large = UUID.randomUUID();
        var other = UUID.randomUUID();
        order(large, TOO_MUCH);
        order(other, "small");
        var instance = stage.start();
        try (var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS);
                var documents = new Heard(stage.bootstrap, Topics.ORDERS_DOCUMENTS)) {
            stage.append(large, 1);
            stage.append(other, 1);
            heard.until(2, Set.of(large, other));
            documents.until(1, Set.of(large, other));
            stage.append(large, 2);
            heard.until(3, Set.of(large, other));

            assertThat(documents.versions).containsOnlyKeys(other);
            try (var letters = new Heard(stage.bootstrap, Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS))) {
                letters.keys(Set.of(large));
            }
            RelayStage.await("counted", () -> instance.count("polystore.orders.documents.refused") >= 2);
            RelayStage.await("moved on", () -> instance.backlog().read().waiting() == 0);
        }
    }

    /// An order without lines makes no document, and used to stop the events and documents of all.
    @Test
    void anOrderWhoseRowsMakeNoDocumentHoldsNobodyUpAndIsADeadLetter() throws Exception {
        var broken = UUID.randomUUID();
        var other = UUID.randomUUID();
        order(broken, "no lines");
        order(other, "fine");
        stage.jdbi.useHandle(handle -> handle.execute("delete from order_line where order_id = ?", broken));
        var instance = stage.start();
        try (var heard = new Heard(stage.bootstrap, Topics.ORDERS_EVENTS);
                var documents = new Heard(stage.bootstrap, Topics.ORDERS_DOCUMENTS);
                var letters = new Heard(stage.bootstrap, Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS))) {
            stage.append(broken, 1);
            stage.append(other, 1);

            heard.until(2, Set.of(broken, other));
            documents.until(1, Set.of(broken, other));
            letters.keys(Set.of(broken));
            assertThat(documents.versions).containsOnlyKeys(other);
            RelayStage.await("counted", () -> instance.count("polystore.orders.documents.refused") >= 1);
        }
    }

    private ReplayParked.Replay replay(org.apache.kafka.clients.producer.Producer<String, byte[]> producer)
            throws Exception {
        return new ReplayParked(new PostgresOutboxParking(stage.jdbi), new KafkaPublisher(producer)).handle();
    }

    /// What an operator does about it: raises the topic's limit and the producer's.
    private ReplayParked.Replay replayWithARoomierTopic() throws Exception {
        messageBytesMax(AlterConfigOp.OpType.SET);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", stage.bootstrap, "max.request.size", 4 << 20, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            return replay(producer);
        } finally {
            messageBytesMax(AlterConfigOp.OpType.DELETE);
        }
    }

    private void messageBytesMax(AlterConfigOp.OpType operation) throws Exception {
        var limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", "4194304"), operation);
        try (var admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrap))) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDERS_EVENTS), List.of(limit)))
                    .all()
                    .get();
        }
    }

    private List<String> causes() {
        return stage.jdbi.withHandle(handle -> handle.createQuery("select cause from outbox_parked order by id")
                .mapTo(String.class)
                .list());
    }

    private void order(UUID id, String lineName) {
        stage.jdbi.useHandle(handle -> {
            handle.execute("""
                insert into orders (id, customer_id, status, version, placed_at, reserved_until, currency, total,
                                    ship_city, ship_country, personal, personal_key)
                values (?, 'ada', 'PLACED', 1, date_trunc('milliseconds', now()), now(), 'EUR', 1, 'London', 'GB', '', uuidv7())\
                """, id);
            handle.execute("""
                insert into order_line (order_id, line_no, sku, product_id, name, quantity, unit_price, customer_id, status)
                values (?, 1, 'S', 'p', ?, 1, 1, 'ada', 'PLACED')\
                """, id, lineName);
        });
    }
}
