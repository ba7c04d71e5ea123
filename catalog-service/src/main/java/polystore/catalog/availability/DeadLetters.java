package polystore.catalog.availability;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import polystore.contracts.DeadLetter;
import polystore.contracts.Topics;

/// Sends levels that cannot be read to `stock.levels.v1.dlq`, as they came. They are so rare that each has a producer
/// of its own.
final class DeadLetters {

    private static final int PATIENCE_MS = 5_000;

    private final Map<String, Object> settings;

    DeadLetters(String bootstrap) {
        settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    }

    /// Returns when it is acknowledged, or can never be: then the record stays in its own topic only.
    ///
    /// @throws KafkaException when it is not, within [#PATIENCE_MS]
    void send(ConsumerRecord<String, byte[]> source, String cause) {
        var said = new DeadLetter(source.topic(), source.partition(), source.offset(), cause, 1);
        var letter = new ProducerRecord<>(Topics.deadLettersOf(source.topic()), source.key(), source.value());
        source.headers().forEach(letter.headers()::add);
        said.headers().forEach(letter.headers()::add);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw new KafkaException("a dead letter was not acknowledged", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending a dead letter", e);
        }
    }
}
