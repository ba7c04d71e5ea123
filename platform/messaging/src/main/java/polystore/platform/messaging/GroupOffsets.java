package polystore.platform.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/// The offsets that Kafka stores for a consumer group, committed after the effects, which must be idempotent. The
/// metadata of each offset is the id of its topic.
final class GroupOffsets implements OffsetStore {

    private static final Logger LOG = Logger.getLogger(GroupOffsets.class);

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();

    GroupOffsets(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    @Override
    public Map<TopicPartition, StoredOffset> claim(Collection<TopicPartition> partitions) {
        var stored = new HashMap<TopicPartition, StoredOffset>();
        consumer.committed(Set.copyOf(partitions)).forEach((partition, committed) -> {
            if (committed != null) {
                var topicId = committed.metadata().isEmpty() ? null : committed.metadata();
                stored.put(partition, new StoredOffset(committed.offset(), topicId));
            }
        });
        return stored;
    }

    @Override
    public void start(Map<TopicPartition, StartOffset> starts) {
        commit(starts, start -> new StoredOffset(start.next(), start.topicId()));
    }

    @Override
    public void store(Map<TopicPartition, StoredOffset> next) {
        commit(next, stored -> stored);
    }

    /// Kafka refuses a commit during a rebalance; the offsets are then part of the next commit. After a crash
    /// before that, records are processed again.
    private <V> void commit(Map<TopicPartition, V> offsets, Function<V, StoredOffset> stored) {
        offsets.forEach((partition, value) -> {
            var offset = stored.apply(value);
            var metadata = offset.topicId() == null ? "" : offset.topicId();
            pending.put(partition, new OffsetAndMetadata(offset.next(), metadata));
        });
        try {
            consumer.commitSync(pending);
            pending.clear();
        } catch (RebalanceInProgressException e) {
            LOG.debugf("%s are committed after the rebalance", pending.keySet());
        }
    }

    @Override
    public void release(Collection<TopicPartition> partitions) {
        pending.keySet().removeAll(partitions);
    }
}
