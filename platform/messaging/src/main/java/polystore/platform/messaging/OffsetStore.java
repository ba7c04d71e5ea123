package polystore.platform.messaging;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Where a consumer group keeps how far it is: in Kafka ([GroupOffsets]), or beside the effects of the records, so that
/// both are always of the same moment.
public interface OffsetStore {

    /// @param next the offset to read next
    /// @param topicId identity of the topic that the offset belongs to; null when it was stored without
    record StoredOffset(long next, @Nullable String topicId) {}

    /// Takes partitions over from whoever had them.
    ///
    /// @return the stored offset of each partition that has one
    Map<TopicPartition, StoredOffset> claim(Collection<TopicPartition> partitions);

    /// Called before anything is read from a claimed partition whose offset is new or no longer valid.
    void start(Map<TopicPartition, StartOffset> starts);

    /// Stores the offsets to read next, after the effects of the records before them. A store that does so in the
    /// transaction of the effects has nothing left to do here.
    ///
    /// @throws FencedException when another consumer has the partition by now
    void store(Map<TopicPartition, StoredOffset> next);

    /// Called when partitions were given up or lost.
    default void release(Collection<TopicPartition> partitions) {}
}
