package polystore.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.analytics.TestDatabase;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.Subscription;
import polystore.platform.testing.TestStores;

/// The consumer of order events on a broker whose topic loses records that were not read: it goes on with those that
/// are
/// left, and the gap is kept beside the offsets, so that no answer calls itself complete from then on.
class LostRecordsIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final String topic = "events-" + UUID.randomUUID();
    private final KafkaClients clients =
            new KafkaClients(Map.of("bootstrap.servers", TestStores.kafka().bootstrap()));
    private final Admin admin = clients.admin(5_000);
    private final Producer<String, byte[]> producer = clients.producer();
    private final Jdbi jdbi = TestDatabase.create().jdbi();
    private final Random random = new Random(5);
    private final OrderHistories histories = new OrderHistories(random);

    @BeforeEach
    void makeTopic() {
        TestStores.kafka().createTopic(topic, 1);
    }

    @AfterEach
    void close() {
        producer.close();
        admin.close();
    }

    @Test
    void retentionThatOvertookTheReaderIsAGap() throws Exception {
        var read = histories.longOrder();
        var lost = histories.longOrder();
        var left = histories.longOrder();
        send(read.getFirst());
        readUntil(read, 1);
        assertThat(gaps()).isEmpty();

        send(lost.getFirst());
        send(left.getFirst());
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();
        readUntil(left, 1);

        assertThat(gaps()).containsExactly("offsets 1 to 1 were removed before they were read");
        assertThat(known(lost)).isFalse();
    }

    @Test
    void aTopicThatWasCreatedAgainIsReadFromItsBeginningAndIsAGap() throws Exception {
        var first = histories.longOrder();
        var second = histories.longOrder();
        send(first.getFirst());
        send(first.get(1));
        readUntil(first, 2);

        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(WITHIN).ignoreExceptions().until(() -> {
            TestStores.kafka().createTopic(topic, 1);
            return true;
        });
        send(second.getFirst());
        readUntil(second, 1);

        assertThat(gaps()).singleElement().asString().startsWith("the topic was deleted and created again");
    }

    /// Reads as the service does, by a consumer loop of its own, until an event is applied.
    private void readUntil(List<OrderEvent> history, int version) {
        var meters = new SimpleMeterRegistry();
        var deadLetters = new DeadLetters(clients, meters);
        var loops = new ConsumerLoops(clients, deadLetters, meters, List.of());
        var consumer = new OrdersEventsConsumer(jdbi, new PostgresOffsets(), TestDatabase.takeEvents(jdbi));
        loops.start(new Subscription(topic, topic), IdentifiedEvent::decode, consumer, consumer);
        try {
            await().atMost(WITHIN)
                    .until(() -> jdbi.withHandle(it -> it.createQuery(
                                            "select count(*) from order_fact where order_id = :id and version = :version")
                                    .bind("id", history.getFirst().orderId())
                                    .bind("version", version)
                                    .mapTo(Integer.class)
                                    .one()
                            == 1));
        } finally {
            loops.stop();
            deadLetters.close();
        }
    }

    private void send(OrderEvent event) throws Exception {
        var whole = EventLog.record(random, event);
        var record = new ProducerRecord<>(topic, whole.key(), whole.body());
        whole.headers().forEach(record.headers()::add);
        producer.send(record).get();
    }

    private boolean known(List<OrderEvent> history) {
        return jdbi.withHandle(it -> it.createQuery("select exists (select from order_fact where order_id = :id)")
                .bind("id", history.getFirst().orderId())
                .mapTo(Boolean.class)
                .one());
    }

    private List<String> gaps() {
        return jdbi.withHandle(it -> it.createQuery("select gap from consumer_position where gap is not null")
                .mapTo(String.class)
                .list());
    }
}
