package polystore.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// One record as it was received, with its exact bytes.
///
/// @param publishedAt the record's timestamp
/// @param keyBytes null without a key
/// @param headers in order, including repeated names
/// @param body null for a deletion in a compacted topic
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReceivedRecord(
        TopicPartition from,
        long offset,
        Instant publishedAt,
        byte @Nullable [] keyBytes,
        List<Header> headers,
        byte @Nullable [] body) {

    public static ReceivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new ReceivedRecord(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                List.of(record.headers().toArray()),
                record.value());
    }

    /// The key as text, empty without a key.
    public String key() {
        return keyBytes == null ? "" : new String(keyBytes, StandardCharsets.UTF_8);
    }

    /// The value of the last header of this name, as text.
    public byte @Nullable [] header(String name) {
        byte[] value = null;
        for (var header : headers) {
            value = header.key().equals(name) ? header.value() : value;
        }
        return value;
    }

    /// The next offset to read in each partition after these records, which must be in order within a partition.
    public static Map<TopicPartition, Long> nextOffsets(Collection<ReceivedRecord> records) {
        var next = new HashMap<TopicPartition, Long>();
        records.forEach(it -> next.merge(it.from(), it.offset() + 1, Math::max));
        return next;
    }

    @Override
    public String toString() {
        return from + "@" + offset;
    }
}
