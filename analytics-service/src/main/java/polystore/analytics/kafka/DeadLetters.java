package polystore.analytics.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;

/// Sends what could not be processed to its topic's dead-letter topic, with everything it came with.
@ApplicationScoped
public class DeadLetters {

    private static final int ACKNOWLEDGED_WITHIN_MS = 5_000;

    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<String, byte[]> producer;

    public DeadLetters(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ACKNOWLEDGED_WITHIN_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ACKNOWLEDGED_WITHIN_MS / 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ACKNOWLEDGED_WITHIN_MS);
    }

    /// @param attempts how often it was tried
    public record DeadLetter(Received record, String cause, int attempts) {}

    /// Returns when all are acknowledged.
    ///
    /// @throws KafkaException when one is not, in time; then all may be sent again
    public void send(List<DeadLetter> letters) {
        var sent = new ArrayList<Future<?>>();
        for (var letter : letters) {
            sent.add(producer().send(record(letter)));
        }
        try {
            for (var one : sent) {
                one.get(2L * ACKNOWLEDGED_WITHIN_MS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a dead letter was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending dead letters", e);
        }
    }

    private static ProducerRecord<String, byte[]> record(DeadLetter letter) {
        var source = letter.record();
        var record = new ProducerRecord<String, byte[]>(
                Topics.deadLettersOf(source.from().topic()), source.key(), source.body());
        source.headers().forEach((name, value) -> header(record, name, value));
        var from = source.from();
        new polystore.contracts.DeadLetter(
                        from.topic(), from.partition(), source.offset(), letter.cause(), letter.attempts())
                .headers()
                .forEach(record.headers()::add);
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofMillis(ACKNOWLEDGED_WITHIN_MS));
        }
    }
}
