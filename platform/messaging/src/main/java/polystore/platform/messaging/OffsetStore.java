package polystore.platform.messaging;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Stores the offsets of a consumer group: in Kafka ([GroupOffsets]), or together with the effects of the records,
/// so that both are always consistent.
public interface OffsetStore {

    /// @param next the offset to read next
    /// @param topicId id of the topic that the offset belongs to; null when it was stored without one
    record StoredOffset(long next, @Nullable String topicId) {}

    /// Takes partitions over from their previous consumer.
    ///
    /// @return the stored offset of each partition that has one
    Map<TopicPartition, StoredOffset> claim(Collection<TopicPartition> partitions);

    /// Called before a claimed partition is read whose offset is new or no longer valid.
    void start(Map<TopicPartition, StartOffset> starts);

    /// Stores the next offsets to read, after the effects of the records before them. Does nothing in a store that
    /// has committed them together with the effects.
    ///
    /// @throws FencedException when another consumer has claimed the partition since
    void store(Map<TopicPartition, StoredOffset> next);

    /// Called when partitions were revoked or lost.
    default void release(Collection<TopicPartition> partitions) {}
}
