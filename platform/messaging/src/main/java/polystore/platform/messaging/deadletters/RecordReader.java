package polystore.platform.messaging.deadletters;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;

/// Reads single records by their offsets.
final class RecordReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int POLLS_MAX = 6;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private @Nullable Consumer<byte[], byte[]> consumer;

    RecordReader(KafkaClients clients) {
        this.clients = clients;
    }

    /// @return null when the topic does not have the record any more
    /// @throws KafkaException when Kafka is unavailable
    synchronized @Nullable ReceivedRecord read(TopicPartition partition, long offset) {
        if (consumer == null) {
            consumer = clients.reader();
        }
        try {
            return read(consumer, partition, offset);
        } catch (OffsetOutOfRangeException removed) {
            return null;
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private static @Nullable ReceivedRecord read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        for (var attempt = 0; attempt < POLLS_MAX; attempt++) {
            for (var record : consumer.poll(POLL).records(partition)) {
                return record.offset() == offset ? ReceivedRecord.of(record) : null;
            }
            if (consumer.position(partition)
                    >= Objects.requireNonNull(
                            consumer.endOffsets(List.of(partition)).get(partition))) {
                return null;
            }
        }
        throw new TimeoutException("Kafka did not return offset " + offset + " of " + partition);
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
            consumer = null;
        }
    }
}
