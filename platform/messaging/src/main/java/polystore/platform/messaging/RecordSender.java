package polystore.platform.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/// Sends records and distinguishes an unavailable Kafka from a record that Kafka refuses.
///
/// @param <K> type of the records' keys
public final class RecordSender<K> {

    private final Producer<K, byte[]> producer;

    public RecordSender(Producer<K, byte[]> producer) {
        this.producer = producer;
    }

    /// Sends records and waits until each is acknowledged or refused.
    ///
    /// @param records by a key of the caller
    /// @return the refused records with the reason
    /// @throws KafkaUnavailableException when other records may not have arrived: send all again later
    public <R> Map<R, String> send(Map<R, ProducerRecord<K, byte[]>> records) throws InterruptedException {
        var sent = new LinkedHashMap<R, Future<RecordMetadata>>();
        try {
            for (var record : records.entrySet()) {
                sent.put(record.getKey(), send(record.getValue()));
            }
            producer.flush();
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException("interrupted while sending").initCause(e);
        } catch (KafkaException e) {
            throw new KafkaUnavailableException("Kafka does not accept records", e);
        }
        return refusals(sent);
    }

    /// A record that failed at once shows that Kafka is unavailable; sending the others would wait for
    /// `max.block.ms` each.
    private Future<RecordMetadata> send(ProducerRecord<K, byte[]> record) throws InterruptedException {
        var sent = RecordSpans.send(producer, record);
        if (sent.isDone()) {
            refusal(sent);
        }
        return sent;
    }

    private static <R> Map<R, String> refusals(Map<R, Future<RecordMetadata>> sent) throws InterruptedException {
        var refused = new LinkedHashMap<R, String>();
        for (var one : sent.entrySet()) {
            var refusal = refusal(one.getValue());
            if (refusal != null) {
                refused.put(one.getKey(), refusal);
            }
        }
        return refused;
    }

    private static @Nullable String refusal(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return null;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case RecordTooLargeException tooLarge -> "too large for Kafka: " + tooLarge.getMessage();
                case RecordBatchTooLargeException tooLarge -> "too large for Kafka: " + tooLarge.getMessage();
                case InvalidRecordException invalid -> "not valid for Kafka: " + invalid.getMessage();
                case SerializationException invalid -> "not valid for Kafka: " + invalid.getMessage();
                case CorruptRecordException corrupt -> "not valid for Kafka: " + corrupt.getMessage();
                case null, default -> throw new KafkaUnavailableException("Kafka did not acknowledge a record", e);
            };
        }
    }
}
