package polystore.platform.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.platform.messaging.OffsetStore.StoredOffset;

/// The partitions assigned to this consumer, and the next offset to read in each. New ones are paused until they
/// are claimed and their offset is known.
final class AssignedPartitions implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(AssignedPartitions.class);

    private final Consumer<byte[], byte[]> consumer;
    private final OffsetStore offsets;
    private final String topic;
    private final TopicIds topicIds;
    private final ConsumerMetrics metrics;
    private final Set<TopicPartition> unclaimed = new HashSet<>();
    private final Map<TopicPartition, StoredOffset> next = new HashMap<>();
    /// The offsets that this process has read, including those of partitions assigned elsewhere by now. Kafka
    /// deletes the offsets of a deleted topic, so that a topic created again would look like one that was never
    /// read.
    private final Map<TopicPartition, StoredOffset> remembered;

    AssignedPartitions(
            Consumer<byte[], byte[]> consumer,
            OffsetStore offsets,
            String topic,
            TopicIds topicIds,
            ConsumerMetrics metrics,
            Map<TopicPartition, StoredOffset> remembered) {
        this.remembered = remembered;
        this.consumer = consumer;
        this.offsets = offsets;
        this.topic = topic;
        this.topicIds = topicIds;
        this.metrics = metrics;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        withdraw(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        unclaimed.removeAll(partitions);
        next.keySet().removeAll(partitions);
        offsets.release(partitions);
    }

    /// Resumes new partitions at their offsets, and reports gaps.
    void claimNew() {
        if (unclaimed.isEmpty()) {
            return;
        }
        var stored = offsets.claim(Set.copyOf(unclaimed));
        var first = consumer.beginningOffsets(unclaimed);
        var end = consumer.endOffsets(unclaimed);
        var topicId = topicIds.of(topic);
        var starts = new HashMap<TopicPartition, StartOffset>();
        for (var partition : unclaimed) {
            starts.put(
                    partition,
                    StartOffset.of(
                            stored.getOrDefault(partition, remembered.get(partition)),
                            first.getOrDefault(partition, 0L),
                            end.getOrDefault(partition, 0L),
                            topicId));
        }
        begin(starts, stored);
    }

    private void begin(Map<TopicPartition, StartOffset> starts, Map<TopicPartition, StoredOffset> stored) {
        var changed = new HashMap<>(starts);
        changed.entrySet().removeIf(it -> it.getValue().isAsStored(stored.get(it.getKey())));
        if (!changed.isEmpty()) {
            offsets.start(changed);
        }
        starts.forEach((partition, start) -> {
            consumer.seek(partition, start.next());
            keep(partition, new StoredOffset(start.next(), start.topicId()));
            report(partition, start.gap());
        });
        consumer.resume(unclaimed);
        unclaimed.clear();
    }

    private void report(TopicPartition partition, @Nullable String gap) {
        if (gap != null) {
            metrics.gap();
            LOG.errorf("Records of %s were removed before this consumer read them: %s", partition, gap);
        }
    }

    List<ReceivedRecord> claimed(ConsumerRecords<byte[], byte[]> records) {
        var claimed = new ArrayList<ReceivedRecord>(records.count());
        for (var record : records) {
            var received = ReceivedRecord.of(record);
            if (next.containsKey(received.from())) {
                claimed.add(received);
            }
        }
        return claimed;
    }

    /// Stores the offsets after these records.
    void advance(List<ReceivedRecord> processed) {
        var reached = new HashMap<TopicPartition, StoredOffset>();
        ReceivedRecord.nextOffsets(processed).forEach((partition, offset) -> {
            var before = next.get(partition);
            reached.put(partition, new StoredOffset(offset, before == null ? null : before.topicId()));
        });
        offsets.store(reached);
        reached.forEach(this::keep);
    }

    private void keep(TopicPartition partition, StoredOffset offset) {
        next.put(partition, offset);
        remembered.put(partition, offset);
    }

    /// Seeks to the stored offsets, so that later records are read again.
    void rewind() {
        next.forEach((partition, offset) -> consumer.seek(partition, offset.next()));
    }

    /// Pauses partitions until they are claimed again. A paused partition needs some offset, or Kafka would look
    /// one up and fail.
    void withdraw(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
        next.keySet().removeAll(partitions);
        unclaimed.addAll(partitions);
    }

    /// A topic that was created again under the consumer is read from its beginning.
    void checkTopic() {
        var current = topicIds.of(topic);
        var changed = next.entrySet().stream()
                .filter(it -> current != null && !current.equals(it.getValue().topicId()))
                .map(Map.Entry::getKey)
                .toList();
        if (!changed.isEmpty()) {
            withdraw(changed);
        }
    }

    long lag() {
        return next.keySet().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }
}
