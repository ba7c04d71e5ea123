package polystore.platform.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.contracts.DeadLetterDecision.Outcome;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Topics;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchHandler;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.Subscription;
import polystore.platform.messaging.deadletters.DeadLetterStore.Request;
import polystore.platform.messaging.deadletters.DeadLetterStore.Result;
import polystore.platform.testing.TestStores;

/// Dead letters of a consumer against a broker, each test with a topic and a group of its own.
class TopicDeadLettersIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final byte[] BINARY = {0, (byte) 0xff, '{'};

    private final String topic = "letters-" + UUID.randomUUID();
    private final Subscription subscription = new Subscription(topic, topic + "-group");
    private final KafkaClients clients =
            new KafkaClients(Map.of("bootstrap.servers", TestStores.kafka().bootstrap()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadLetters deadLetters = new DeadLetters(clients, meters);
    private final ConsumerLoops loops = new ConsumerLoops(clients, deadLetters, meters, List.of());
    private final Producer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestStores.kafka().bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final List<TopicDeadLetters> opened = new ArrayList<>();

    /// Bodies that the handler refuses, and bodies that it has processed.
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final List<String> taken = new CopyOnWriteArrayList<>();

    @BeforeEach
    void makeTopics() {
        TestStores.kafka().createTopic(topic, 1);
        TestStores.kafka().createTopic(Topics.deadLettersOf(topic), 1);
        loops.start(subscription, TopicDeadLettersIT::text, new RefusingHandler());
    }

    @AfterEach
    void close() {
        opened.forEach(TopicDeadLetters::close);
        loops.stop();
        deadLetters.close();
        producer.close();
    }

    @Test
    void showsEveryByteAndTheCause() {
        send("k".getBytes(StandardCharsets.UTF_8), BINARY, "h", BINARY);
        var letters = open(1);

        var letter = letters.page(null, 10, null).getFirst();

        assertThat(letter.record().keyBytes()).isEqualTo("k".getBytes(StandardCharsets.UTF_8));
        assertThat(letter.record().body()).isEqualTo(BINARY);
        assertThat(letter.record().headers()).singleElement().satisfies(it -> {
            assertThat(it.key()).isEqualTo("h");
            assertThat(it.value()).isEqualTo(BINARY);
        });
        assertThat(letter.record().from()).isEqualTo(new TopicPartition(topic, 0));
        assertThat(letter.record().offset()).isZero();
        assertThat(letter.cause()).isEqualTo("not text");
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letters.find(letter.id())).isPresent();
        assertThat(letters.find(new LetterId(0, 99))).isEmpty();
    }

    @Test
    void pagesInOrderAndFindsThoseOfAKey() {
        refused.addAll(List.of("a1", "b1", "a2"));
        send("a", "a1");
        send("b", "b1");
        send("a", "a2");
        var letters = open(3);

        var first = letters.page(null, 2, null);
        var rest = letters.page(first.getLast().id(), 2, null);

        assertThat(bodies(first)).containsExactly("a1", "b1");
        assertThat(bodies(rest)).containsExactly("a2");
        assertThat(bodies(letters.page(null, 10, "a"))).containsExactly("a1", "a2");
        assertThat(letters.counts().keys()).isEqualTo(2);
        assertThat(letters.counts().oldest()).isEqualTo(first.getFirst().at());
    }

    @Test
    void replaysTheOlderLettersOfTheKeyFirstAndKeepsThoseThatAreStillFaulty() {
        refused.addAll(List.of("a1", "b1", "a2"));
        send("a", "a1");
        send("b", "b1");
        send("a", "a2");
        var letters = open(3);
        var last = letters.page(null, 10, "a").getLast();

        refused.clear();
        var tried = letters.replay(last, new Request("ann", "mended", true));
        assertThat(tried).isEqualTo(new Result(2, 0, null));
        assertThat(taken).isEmpty();
        assertThat(letters.counts().letters()).isEqualTo(3);

        refused.add("a2");
        assertThat(letters.replay(last, new Request("ann", "mended", false))).isEqualTo(new Result(1, 1, "refused a2"));
        assertThat(taken).containsExactly("a1");
        refused.clear();
        assertThat(letters.replay(last, new Request("ann", "mended", false))).isEqualTo(new Result(1, 0, null));
        assertThat(taken).containsExactly("a1", "a2");
        assertThat(bodies(letters.page(null, 10, null))).containsExactly("b1");
    }

    /// Another instance, or this one after a restart, reads the decisions from the topic.
    @Test
    void everyInstanceSeesTheDecisions() {
        refused.addAll(List.of("a1", "b1"));
        send("a", "a1");
        send("b", "b1");
        var letters = open(2);
        var page = letters.page(null, 10, null);

        letters.discard(page.getFirst(), new Request("ann", "only a trial", true));
        assertThat(letters.counts().letters()).isEqualTo(2);
        letters.discard(page.getFirst(), new Request("ann", "nobody needs it", false));

        var other = open(1);
        assertThat(bodies(other.page(null, 10, null))).containsExactly("b1");
        assertThat(other.decisions(10)).singleElement().satisfies(it -> {
            assertThat(it.letter()).isEqualTo(page.getFirst().id());
            assertThat(it.key()).isEqualTo("a");
            assertThat(it.outcome()).isEqualTo(Outcome.DISCARDED);
            assertThat(it.by()).isEqualTo("ann");
            assertThat(it.reason()).isEqualTo("nobody needs it");
            assertThat(it.at()).isAfterOrEqualTo(page.getFirst().at());
        });
        assertThat(taken).isEmpty();
    }

    /// Kafka refused the letter with its body, which the source still has.
    @Test
    void aLetterWithoutItsBodyIsReplayedFromItsSource() {
        var big = "x".repeat(1_000_000);
        refused.add(big);
        send("a", big);
        var whole = open(1).page(null, 1, null).getFirst();
        deadLetters.send(List.of(new Rejected<String>(
                new ReceivedRecord(
                        whole.record().from(),
                        whole.record().offset(),
                        whole.at(),
                        whole.record().keyBytes(),
                        List.of(),
                        new byte[2 << 20]),
                "too large",
                1)));
        var letters = open(2);
        var omitted = letters.page(whole.id(), 1, null).getFirst();
        assertThat(omitted.omitted()).startsWith("headers and body");
        assertThat(omitted.record().body()).isNull();

        refused.clear();
        assertThat(letters.replay(omitted, new Request("ann", "mended", false))).isEqualTo(new Result(2, 0, null));
        assertThat(taken).containsExactly(big, big);
    }

    /// A producer writes such a letter for a record that it cannot publish: see the relay of order documents.
    @Test
    void aRecordThatWasNeverPublishedCannotBeReplayed() {
        var letter = new ProducerRecord<byte[], byte[]>(Topics.deadLettersOf(topic), bytes("a"), null);
        new DeadLetterHeaders(topic, -1, -1, "no document", 1).headers().forEach(letter.headers()::add);
        send(letter);
        var letters = open(1);
        var found = letters.page(null, 1, null).getFirst();

        assertThat(found.cause()).isEqualTo("no document");
        assertThat(letters.replay(found, new Request("ann", "mended", false)))
                .isEqualTo(new Result(0, 1, "its producer could not publish it, so there is no record to process"));
        letters.discard(found, new Request("ann", "seen", false));
        assertThat(letters.counts().letters()).isZero();
    }

    private TopicDeadLetters open(int expected) {
        var letters = new TopicDeadLetters(subscription, clients, loops, deadLetters);
        opened.add(letters);
        letters.start();
        await().atMost(WITHIN).ignoreExceptions().until(() -> letters.counts().letters() == expected);
        return letters;
    }

    private void send(String key, String body) {
        send(new ProducerRecord<>(topic, bytes(key), bytes(body)));
    }

    private void send(byte[] key, byte[] body, String header, byte[] value) {
        var record = new ProducerRecord<>(topic, key, body);
        record.headers().add(header, value);
        send(record);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> bodies(List<DeadLetter> letters) {
        return letters.stream().map(it -> text(it.record())).toList();
    }

    private static String text(ReceivedRecord record) {
        byte @Nullable [] body = record.body();
        if (body == null || body[0] == 0) {
            throw new IllegalArgumentException("not text");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class RefusingHandler implements BatchHandler<String> {

        @Override
        public List<Rejected<String>> handle(Batch<String> batch) {
            for (var message : batch.messages()) {
                if (refused.contains(message.value())) {
                    throw new IllegalArgumentException("refused " + message.value());
                }
                taken.add(message.value());
            }
            return batch.rejected();
        }

        @Override
        public boolean isDataFault(RuntimeException failure) {
            return false;
        }
    }
}
