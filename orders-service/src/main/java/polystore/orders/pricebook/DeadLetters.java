package polystore.orders.pricebook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import polystore.contracts.DeadLetter;
import polystore.contracts.Topics;

/// Sends products that could not be taken to `catalog.products.v1.dlq`, as they came, with the cause in headers; each
/// is counted (`polystore.pricebook.dead.letters`).
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Producer<String, byte[]> producer;
    private final Counter count;

    public DeadLetters(Producer<String, byte[]> producer, MeterRegistry meters) {
        this.producer = producer;
        this.count = meters.counter("polystore.pricebook.dead.letters");
    }

    /// Returns when it is acknowledged, at the latest after the producer's `delivery.timeout.ms`.
    ///
    /// @param attempts how often it was tried
    /// @throws KafkaException when it is not acknowledged
    void send(ConsumerRecord<String, byte[]> source, String cause, int attempts) {
        LOG.errorf("%s-%d@%d is a dead letter: %s", source.topic(), source.partition(), source.offset(), cause);
        count.increment();
        try {
            producer.send(letter(source, cause, attempts)).get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw new KafkaException("a dead letter was not acknowledged", e);
            }
            LOG.errorf(
                    "It is too large with its headers, and stays in %s-%d@%d only",
                    source.topic(), source.partition(), source.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending a dead letter", e);
        }
    }

    private static ProducerRecord<String, byte[]> letter(
            ConsumerRecord<String, byte[]> source, String cause, int attempts) {
        var letter = new ProducerRecord<>(Topics.deadLettersOf(source.topic()), source.key(), source.value());
        source.headers().forEach(letter.headers()::add);
        new DeadLetter(source.topic(), source.partition(), source.offset(), cause, attempts)
                .headers()
                .forEach(letter.headers()::add);
        return letter;
    }
}
