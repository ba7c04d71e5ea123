package polystore.analytics.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One record as it came from a topic.
///
/// @param publishedAt the record's timestamp
/// @param key empty where the record had none
/// @param headers the last of each name, as UTF-8
/// @param body null for a compacted topic's deletion
@SuppressWarnings("ArrayRecordComponent") // carried through, never compared
public record Received(
        TopicPartition from,
        long offset,
        Instant publishedAt,
        String key,
        Map<String, String> headers,
        byte @Nullable [] body) {

    static Received of(ConsumerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        var key = record.key();
        return new Received(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key == null ? "" : key,
                headers,
                record.value());
    }

    /// The value of a header in the form in which an envelope reads it.
    public byte @Nullable [] header(String name) {
        var value = headers.get(name);
        return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    }

    /// Where to read on in each partition after these, which are in order within a partition.
    public static Map<TopicPartition, Long> nextOffsets(Collection<Received> batch) {
        var next = new HashMap<TopicPartition, Long>();
        batch.forEach(it -> next.merge(it.from(), it.offset() + 1, Math::max));
        return next;
    }
}
