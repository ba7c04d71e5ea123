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

/// Events and documents above Kafka's limit of 1 MiB affect their own order only.
class RefusedByKafkaIT {

    private static final String TOO_MUCH = "x".repeat(1_200_000);

    private final RelayFixture fixture = new RelayFixture(TestStores.kafka().bootstrap());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void parksARefusedEventAndLaterOnesOfItsOrderUntilAnOperatorReplaysThem() throws Exception {
        var poisoned = UUID.randomUUID();
        var other = UUID.randomUUID();
        var instance = fixture.start();
        try (var connection = fixture.connect();
                var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS)) {
            fixture.append(poisoned, 1);
            RelayFixture.append(connection, poisoned, 2, TOO_MUCH);
            fixture.append(poisoned, 3);
            fixture.append(other, 1);
            received.until(2, Set.of(poisoned, other));
            fixture.append(poisoned, 4);
            fixture.append(other, 2);
            received.until(3, Set.of(poisoned, other));
            RelayFixture.await("parked", () -> instance.backlog().read().parked() == 3);
            assertThat(received.versions).containsEntry(poisoned, List.of(1)).containsEntry(other, List.of(1, 2));
            assertThat(causes())
                    .satisfiesExactly(
                            cause -> assertThat(cause).startsWith("too large for Kafka"),
                            cause -> assertThat(cause).startsWith("behind"),
                            cause -> assertThat(cause).startsWith("behind"));
            // Counted after the commit that the backlog shows.
            RelayFixture.await("counted", () -> instance.count("polystore.outbox.parked") == 3);

            assertThat(replay(instance.producer())).isEqualTo(new ReplayParked.Replay(0, 3));
            assertThat(replayWithARoomierTopic()).isEqualTo(new ReplayParked.Replay(3, 0));
            fixture.append(poisoned, 5);
            received.until(7, Set.of(poisoned, other));
            assertThat(received.versions).containsEntry(poisoned, List.of(1, 2, 3, 4, 5));
        }
    }

    /// Parked events wait for an operator; the document has the current state of the order and does not depend on
    /// them.
    @Test
    void theDocumentOfAnOrderWithParkedEventsIsStillPublished() throws Exception {
        var parked = UUID.randomUUID();
        order(parked, "fine");
        var instance = fixture.start();
        try (var connection = fixture.connect();
                var documents = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_DOCUMENTS)) {
            RelayFixture.append(connection, parked, 1, TOO_MUCH);
            RelayFixture.await("parked", () -> instance.backlog().read().parked() == 1);
            documents.until(1, Set.of(parked));
            fixture.jdbi.useHandle(handle -> handle.execute("update orders set version = 2 where id = ?", parked));
            fixture.append(parked, 2);
            RelayFixture.await(
                    "parked behind it", () -> instance.backlog().read().parked() == 2);

            documents.until(2, Set.of(parked));
            assertThat(documents.versions).containsEntry(parked, List.of(1, 2));
        }
    }

    @Test
    void aRequestedDocumentIsPublishedAgainAndIsNoEvent() throws Exception {
        var order = UUID.randomUUID();
        order(order, "fine");
        var instance = fixture.start();
        try (var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS);
                var documents = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_DOCUMENTS)) {
            fixture.jdbi.useHandle(handle -> handle.execute("""
                insert into outbox (event_id, aggregate, version, type, payload)
                values (uuidv7(), ?, 0, 'DocumentRequested', '{}')\
                """, order));
            documents.until(1, Set.of(order));
            fixture.append(order, 1);
            documents.until(2, Set.of(order));
            received.until(1, Set.of(order));

            assertThat(documents.versions).containsEntry(order, List.of(1, 1));
            assertThat(received.versions).containsEntry(order, List.of(1));
            RelayFixture.await("moved on", () -> instance.backlog().read().waiting() == 0);
        }
    }

    @Test
    void aDocumentThatIsTooLargeDoesNotDelayOthers() throws Exception {
        var large = UUID.randomUUID();
        var other = UUID.randomUUID();
        order(large, TOO_MUCH);
        order(other, "small");
        var instance = fixture.start();
        try (var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS);
                var documents = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_DOCUMENTS)) {
            fixture.append(large, 1);
            fixture.append(other, 1);
            received.until(2, Set.of(large, other));
            documents.until(1, Set.of(large, other));
            fixture.append(large, 2);
            received.until(3, Set.of(large, other));

            assertThat(documents.versions).containsOnlyKeys(other);
            try (var letters = new ReceivedEvents(fixture.bootstrap, Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS))) {
                letters.keys(Set.of(large));
            }
            RelayFixture.await("counted", () -> instance.count("polystore.orders.documents.refused") >= 2);
            RelayFixture.await("moved on", () -> instance.backlog().read().waiting() == 0);
        }
    }

    /// An order without lines cannot be converted to a document.
    @Test
    void anOrderThatCannotBeConvertedDoesNotDelayOthersAndBecomesADeadLetter() throws Exception {
        var broken = UUID.randomUUID();
        var other = UUID.randomUUID();
        order(broken, "no lines");
        order(other, "fine");
        fixture.jdbi.useHandle(handle -> handle.execute("delete from order_line where order_id = ?", broken));
        var instance = fixture.start();
        try (var received = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_EVENTS);
                var documents = new ReceivedEvents(fixture.bootstrap, Topics.ORDERS_DOCUMENTS);
                var letters = new ReceivedEvents(fixture.bootstrap, Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS))) {
            fixture.append(broken, 1);
            fixture.append(other, 1);

            received.until(2, Set.of(broken, other));
            documents.until(1, Set.of(broken, other));
            letters.keys(Set.of(broken));
            assertThat(documents.versions).containsOnlyKeys(other);
            RelayFixture.await("counted", () -> instance.count("polystore.orders.documents.refused") >= 1);
        }
    }

    private ReplayParked.Replay replay(org.apache.kafka.clients.producer.Producer<String, byte[]> producer)
            throws Exception {
        return new ReplayParked(new PostgresOutboxParking(fixture.jdbi), new KafkaPublisher(producer)).handle();
    }

    /// Replays as an operator would, after raising the limits of the topic and of the producer.
    private ReplayParked.Replay replayWithARoomierTopic() throws Exception {
        messageBytesMax(AlterConfigOp.OpType.SET);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", fixture.bootstrap, "max.request.size", 4 << 20, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            return replay(producer);
        } finally {
            messageBytesMax(AlterConfigOp.OpType.DELETE);
        }
    }

    private void messageBytesMax(AlterConfigOp.OpType operation) throws Exception {
        var limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", "4194304"), operation);
        try (var admin = Admin.create(Map.of("bootstrap.servers", fixture.bootstrap))) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDERS_EVENTS), List.of(limit)))
                    .all()
                    .get();
        }
    }

    private List<String> causes() {
        return fixture.jdbi.withHandle(handle -> handle.createQuery("select cause from outbox_parked order by id")
                .mapTo(String.class)
                .list());
    }

    private void order(UUID id, String lineName) {
        fixture.jdbi.useHandle(handle -> {
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
