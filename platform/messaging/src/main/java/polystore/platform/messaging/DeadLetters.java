package polystore.platform.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.contracts.DeadLetterDecision;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Topics;
import polystore.platform.messaging.Decoded.Rejected;

/// Sends records that could not be processed to the dead-letter topic of their topic, unchanged, with the cause in
/// headers.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.dead.letters` | `topic` | dead letters acknowledged by Kafka, by their source |
/// | `polystore.dead.letters.refused` | `topic` | dead letters that Kafka refuses even without body; they are only
/// logged |
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    /// Limits the cause, to which drivers may add whole statements.
    private static final int CAUSE_CHARS_MAX = 1_000;
    /// A longer key is omitted from the dead letter.
    private static final int KEY_BYTES_MAX = 1_024;

    private final KafkaClients clients;
    private final MeterRegistry meters;
    private @Nullable Producer<byte[], byte[]> producer;

    public DeadLetters(KafkaClients clients, MeterRegistry meters) {
        this.clients = clients;
        this.meters = meters;
    }

    /// Creates the counters of a topic, so that their first increment is seen as one.
    void measure(String topic) {
        counter("polystore.dead.letters", topic);
        counter("polystore.dead.letters.refused", topic);
    }

    /// Returns when each is acknowledged or refused. A refused one is sent again without its body; the complete
    /// record is still in its own topic. A refused one does not prevent the others from being sent.
    ///
    /// @throws KafkaUnavailableException when one is not acknowledged in time; the caller may send all again
    public void send(Collection<? extends Rejected<?>> letters) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            var refused = deliver(letters, DeadLetters::whole);
            deliver(refused.keySet(), letter -> withoutBody(letter, String.valueOf(refused.get(letter))))
                    .forEach(this::lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while sending dead letters", e);
        }
    }

    /// Appends an operator's decision behind its dead letter.
    ///
    /// @param letters the partition of the dead-letter topic
    /// @param key of the letter
    /// @throws KafkaUnavailableException when it is not acknowledged in time
    public void append(TopicPartition letters, byte @Nullable [] key, DeadLetterDecision decision) {
        var record = new ProducerRecord<byte[], byte[]>(letters.topic(), letters.partition(), key, null);
        decision.headers().forEach(record.headers()::add);
        try {
            var refused = new RecordSender<>(producer()).send(Map.of(decision, record));
            if (!refused.isEmpty()) {
                throw new IllegalStateException("Kafka refuses the decision about a dead letter: " + refused);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while sending a decision", e);
        }
    }

    private Map<Rejected<?>, String> deliver(
            Collection<? extends Rejected<?>> letters, Function<Rejected<?>, ProducerRecord<byte[], byte[]>> toRecord)
            throws InterruptedException {
        var records = new LinkedHashMap<Rejected<?>, ProducerRecord<byte[], byte[]>>();
        letters.forEach(letter -> records.put(letter, toRecord.apply(letter)));
        var refused = new RecordSender<>(producer()).send(records);
        records.keySet().stream()
                .filter(letter -> !refused.containsKey(letter))
                .collect(Collectors.groupingBy(letter -> letter.record().from().topic()))
                .forEach(this::acknowledged);
        return refused;
    }

    private void acknowledged(String topic, Collection<Rejected<?>> letters) {
        counter("polystore.dead.letters", topic).increment(letters.size());
        var first = letters.iterator().next();
        LOG.warnf(
                "%d records of %s are dead letters, the first is %s: %s",
                letters.size(), topic, first.record(), first.cause());
    }

    private void lost(Rejected<?> letter, String refusal) {
        var topic = letter.record().from().topic();
        counter("polystore.dead.letters.refused", topic).increment();
        LOG.errorf(
                "The record %s could not be sent as a dead letter, Kafka refuses it (%s); cause of the dead letter: %s",
                letter.record(), refusal, letter.cause());
    }

    private Counter counter(String name, String topic) {
        return meters.counter(name, "topic", topic);
    }

    private static ProducerRecord<byte[], byte[]> whole(Rejected<?> letter) {
        var source = letter.record();
        var record = new ProducerRecord<byte[], byte[]>(topicFor(letter), source.keyBytes(), source.body());
        source.headers().forEach(record.headers()::add);
        return withHeaders(record, letter);
    }

    private static ProducerRecord<byte[], byte[]> withoutBody(Rejected<?> letter, String refusal) {
        var key = letter.record().keyBytes();
        var isShort = key != null && key.length <= KEY_BYTES_MAX;
        var record = new ProducerRecord<byte[], byte[]>(topicFor(letter), isShort ? key : null, null);
        var omitted = (isShort ? "headers and body: " : "key, headers and body: ") + refusal;
        record.headers().add(DeadLetterHeaders.OMITTED, omitted.getBytes(StandardCharsets.UTF_8));
        return withHeaders(record, letter);
    }

    private static String topicFor(Rejected<?> letter) {
        return Topics.deadLettersOf(letter.record().from().topic());
    }

    private static ProducerRecord<byte[], byte[]> withHeaders(
            ProducerRecord<byte[], byte[]> record, Rejected<?> letter) {
        var from = letter.record().from();
        var cause = letter.cause().substring(0, Math.min(letter.cause().length(), CAUSE_CHARS_MAX));
        new DeadLetterHeaders(from.topic(), from.partition(), letter.record().offset(), cause, letter.attempts())
                .headers()
                .forEach(record.headers()::add);
        return record;
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.rawProducer(Topics.DEAD_LETTER_BYTES_MAX);
        }
        return producer;
    }

    @PreDestroy
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
