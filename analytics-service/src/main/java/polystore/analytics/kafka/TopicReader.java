package polystore.analytics.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// What is done with the records of a topic. It keeps its own positions, beside what it makes of the records, so that
/// both are always of the same moment; Kafka's committed offsets are not used.
public interface TopicReader {

    /// Called when partitions are newly assigned, before anything is read from them.
    ///
    /// @param beginnings the oldest offset that is still there, for a partition that was never read
    /// @return where to read on in each
    Map<TopicPartition, Long> claim(Map<TopicPartition, Long> beginnings);

    /// Takes records in, all or none; after an exception the same ones come again.
    ///
    /// @param batch in order within each partition, only of claimed partitions
    /// @throws FencedException when a partition is somebody else's by now
    void take(List<Received> batch);

    /// Called when partitions were given up or lost.
    default void release(Collection<TopicPartition> partitions) {}
}
