package polystore.orders.outbox;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import polystore.orders.outbox.Publisher.UnavailableException;

/// Sends records and tells Kafka being away from Kafka never taking a record.
public final class Sending {

    private final Producer<String, byte[]> producer;

    public Sending(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /// Hands one record over; its acknowledgement comes after [#flush].
    ///
    /// @throws UnavailableException as soon as it is known: without it, each record of a page would wait for
    ///     `max.block.ms` anew
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record)
            throws UnavailableException, InterruptedException {
        try {
            var sent = producer.send(record);
            if (sent.isDone()) {
                refusal(sent);
            }
            return sent;
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /// Waits until all that was handed over is acknowledged or given up (`delivery.timeout.ms`).
    public void flush() throws UnavailableException, InterruptedException {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /// Null when acknowledged; why not, when it never will be.
    ///
    /// @throws UnavailableException when it is not known whether it arrived
    public static @Nullable String refusal(Future<RecordMetadata> sent)
            throws UnavailableException, InterruptedException {
        try {
            sent.get();
            return null;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case RecordTooLargeException tooLarge -> "too large for Kafka: " + tooLarge.getMessage();
                case RecordBatchTooLargeException tooLarge -> "too large for Kafka: " + tooLarge.getMessage();
                case InvalidRecordException invalid -> "not valid for Kafka: " + invalid.getMessage();
                case null, default -> throw new UnavailableException("Kafka did not acknowledge", e);
            };
        }
    }

    private static UnavailableException away(KafkaException e) throws InterruptedException {
        if (e instanceof InterruptException) {
            throw (InterruptedException) new InterruptedException("interrupted while sending").initCause(e);
        }
        return new UnavailableException("Kafka does not take records", e);
    }
}
