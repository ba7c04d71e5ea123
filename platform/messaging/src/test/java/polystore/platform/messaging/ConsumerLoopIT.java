package polystore.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Topics;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.testing.TestStores;

/// The consumer loop against a broker, each test with a topic and a group of its own.
class ConsumerLoopIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final String topic = "loop-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaClients clients =
            new KafkaClients(Map.of("bootstrap.servers", TestStores.kafka().bootstrap()));
    private final DeadLetters deadLetters = new DeadLetters(clients, meters);
    private final ConsumerLoops loops = new ConsumerLoops(clients, deadLetters, meters, List.of());
    private final Producer<String, byte[]> producer = clients.producer();
    private final Admin admin = clients.admin(5_000);

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

    @BeforeEach
    void makeTopics() {
        TestStores.kafka().createTopic(topic, 1);
        TestStores.kafka().createTopic(Topics.deadLettersOf(topic), 1);
    }

    @AfterEach
    void close() {
        loops.stop();
        deadLetters.close();
        producer.close();
        admin.close();
    }

    @Test
    void resumesAtTheCommittedOffsetOfTheGroup() throws Exception {
        send("1", "2");
        start(loops);
        await().atMost(WITHIN).until(() -> taken.size() == 2);
        loops.stop();

        send("3");
        var next = new ConsumerLoops(clients, deadLetters, new SimpleMeterRegistry(), List.of());
        start(next);
        await().atMost(WITHIN).until(() -> taken.size() == 3);
        next.stop();

        assertThat(taken).containsExactly("1", "2", "3");
    }

    @Test
    void readsNothingBeforeItsStartConditionsAreMet() throws Exception {
        var asked = new AtomicInteger();
        var askedWhenTaken = new AtomicInteger();
        send("1");
        var waiting = new ConsumerLoops(
                clients,
                deadLetters,
                new SimpleMeterRegistry(),
                List.of(() -> true, () -> asked.incrementAndGet() > 2));
        Decoder<String> decoder = record -> {
            askedWhenTaken.set(asked.get());
            return Records.text(record);
        };
        waiting.start(new Subscription(topic, topic), decoder, new TakingHandler());
        await().atMost(WITHIN).until(() -> taken.size() == 1);
        waiting.stop();

        assertThat(askedWhenTaken).hasValue(3);
    }

    @Test
    void processesTheSameRecordsAgainWhenTheDatabaseIsAvailableAgain() throws Exception {
        fault.set(new IllegalStateException("the pool is closed"));
        start(loops);
        send("1", "2");
        await().atMost(WITHIN).until(() -> failures() >= 2);
        assertThat(meter("polystore.consumer.lag.records")).isEqualTo(2);
        fault.set(null);

        await().atMost(WITHIN).until(() -> taken.size() == 2);
        await().atMost(WITHIN).until(() -> meter("polystore.consumer.lag.records") == 0);
        assertThat(taken).containsExactly("1", "2");
        assertThat(meter("polystore.consumer.lag.seconds")).isZero();
    }

    @Test
    void readinessFailsWhenAnErrorEndsTheThread() throws Exception {
        start(loops);
        send("1");
        await().atMost(WITHIN).until(() -> taken.size() == 1);
        assertThat(new ConsumersReadiness(loops).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);

        fault.set(new NoClassDefFoundError("Missing"));
        send("2");

        await().atMost(WITHIN)
                .until(() -> new ConsumersReadiness(loops).call().getStatus() == HealthCheckResponse.Status.DOWN);
        assertThat(new ConsumersReadiness(loops).call().getData().orElseThrow())
                .containsEntry(topic, "consumer died: java.lang.NoClassDefFoundError: Missing");
        assertThat(meter("polystore.consumer.running")).isZero();
    }

    @Test
    void countsRecordsThatWereRemovedBeforeTheyWereReadAsAGap() throws Exception {
        send("1");
        start(loops);
        await().atMost(WITHIN).until(() -> taken.size() == 1);
        loops.stop();
        send("2", "3", "4");
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(3)))
                .all()
                .get();

        var nextMeters = new SimpleMeterRegistry();
        var next = new ConsumerLoops(clients, deadLetters, nextMeters, List.of());
        start(next);
        await().atMost(WITHIN).until(() -> taken.size() == 2);
        next.stop();

        assertThat(taken).containsExactly("1", "4");
        assertThat(nextMeters.get("polystore.consumer.gaps").counter().count()).isEqualTo(1);
    }

    @Test
    void readsATopicThatWasDeletedAndCreatedAgainFromItsBeginning() throws Exception {
        send("1", "2");
        start(loops);
        await().atMost(WITHIN).until(() -> taken.size() == 2);

        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(WITHIN).ignoreExceptions().until(() -> {
            TestStores.kafka().createTopic(topic, 1);
            return !admin.describeTopics(List.of(topic)).allTopicNames().get().isEmpty();
        });
        send("a", "b", "c");

        await().atMost(WITHIN).until(() -> taken.containsAll(List.of("a", "b", "c")));
        assertThat(meters.get("polystore.consumer.gaps").counter().count()).isPositive();
    }

    @Test
    void twoMembersDivideThePartitionsAndNothingIsLostWhenOneLeaves() throws Exception {
        var divided = topic + "-divided";
        TestStores.kafka().createTopic(divided, 4);
        var other = new ConsumerLoops(clients, deadLetters, new SimpleMeterRegistry(), List.of());
        loops.start(new Subscription(divided, divided), Records::text, new TakingHandler());
        other.start(new Subscription(divided, divided), Records::text, new TakingHandler());
        var expected = new ArrayList<String>();
        for (var i = 0; i < 200; i++) {
            expected.add("v" + i);
            producer.send(new ProducerRecord<>(divided, "k" + i, bytes("v" + i)))
                    .get();
            if (i == 100) {
                other.stop();
            }
        }

        await().atMost(WITHIN).until(() -> taken.containsAll(expected));
        for (var value : List.copyOf(taken)) {
            assertThat(expected).contains(value);
        }
    }

    /// The other ninety-nine are sent once, and not again with each attempt.
    @Test
    void aDeadLetterThatIsTooLargeIsSentWithoutItsBodyAndAllOthersAreSentOnce() throws Exception {
        var letters = IntStream.range(0, 100)
                .mapToObj(it -> new Rejected<String>(
                        new ReceivedRecord(
                                new TopicPartition(topic, 0),
                                it,
                                Instant.EPOCH,
                                bytes("k" + it),
                                List.of(),
                                it == 50 ? new byte[2 << 20] : bytes("b" + it)),
                        "faulty",
                        1))
                .toList();

        deadLetters.send(letters);

        var sent = deadLetters();
        assertThat(sent).hasSize(100);
        assertThat(sent.stream().filter(it -> it.value() == null))
                .singleElement()
                .satisfies(it -> {
                    assertThat(header(it, "dlq-offset")).isEqualTo("50");
                    assertThat(header(it, DeadLetterHeaders.OMITTED)).startsWith("headers and body: too large");
                });
        assertThat(meters.get("polystore.dead.letters").counter().count()).isEqualTo(100);
    }

    private void start(ConsumerLoops in) {
        in.start(new Subscription(topic, topic), Records::text, new TakingHandler());
    }

    private void send(String... bodies) throws Exception {
        for (var body : bodies) {
            producer.send(new ProducerRecord<>(topic, "k", bytes(body))).get();
        }
    }

    private double failures() {
        return meters.get("polystore.consumer.failures").counter().count();
    }

    private double meter(String name) {
        return meters.get(name).gauge().value();
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var reading = clients.consumerWithoutGroup()) {
            var partition = new TopicPartition(Topics.deadLettersOf(topic), 0);
            reading.assign(List.of(partition));
            reading.seek(partition, 0);
            var end = reading.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (reading.position(partition) < end) {
                reading.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class TakingHandler implements BatchHandler<String> {

        @Override
        public List<Rejected<String>> handle(Batch<String> batch) {
            switch (fault.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> batch.messages().forEach(it -> taken.add(it.value()));
            }
            return batch.rejected();
        }

        @Override
        public boolean isDataFault(RuntimeException failure) {
            return false;
        }
    }
}
