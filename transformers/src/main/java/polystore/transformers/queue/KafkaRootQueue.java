package polystore.transformers.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootKey;
import polystore.transformers.live.RootQueue;

/// Sends touched roots to a topic, and learns from the offsets that the workers commit which of them are written.
///
/// The replication slot stays the only store of what is not written: a topic that loses records, or that is deleted,
/// only has them sent again. A record is sent after its change was visible to a snapshot, so it carries no transaction.
final class KafkaRootQueue implements RootQueue {

    private static final Map<String, Object> SETTINGS = Map.of(
            "acks",
            "all",
            "compression.type",
            "lz4",
            "delivery.timeout.ms",
            20_000,
            "request.timeout.ms",
            10_000,
            "max.block.ms",
            10_000);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
    private static final Duration ASKED_EVERY = Duration.ofMillis(100);
    /// Far below the time for which the topic keeps roots.
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(10);

    private final String name;
    private final QueueTopic topic;
    private final String topicId;
    private final String group;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Integer, Long> sent = new HashMap<>();
    private Map<Integer, Long> committed = Map.of();
    private long askedAt = System.nanoTime() - ASKED_EVERY.toNanos();

    KafkaRootQueue(KafkaQueue queue, String slot, String signature) {
        this.name = queue.topic();
        this.topic = new QueueTopic(queue);
        try {
            this.topicId = topic.ensure();
            this.group = KafkaQueue.group(slot, topicId, signature);
            var settings = new HashMap<>(SETTINGS);
            settings.putAll(queue.connection());
            this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            topic.close();
            throw new IllegalStateException("Kafka cannot be written to: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            topic.close();
            throw e;
        }
    }

    @Override
    public synchronized Taken add(List<RootKey> roots, long[] changedXids, @Nullable Instant committedAt) {
        var sending = new ArrayList<Future<RecordMetadata>>();
        try {
            for (var root : roots) {
                sending.add(producer.send(RootRecords.of(name, group, root, committedAt)));
            }
            for (var one : sending) {
                var to = one.get();
                sent.merge(to.partition(), to.offset(), Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while roots were sent to Kafka", e);
        } catch (ExecutionException | KafkaException e) {
            throw new IllegalStateException("Kafka cannot be written to: " + e.getMessage(), e);
        }
        return new Taken(0, List.of());
    }

    @Override
    public synchronized Writing written() {
        var ends = Map.copyOf(sent);
        var since = System.nanoTime();
        return () -> isWritten(ends, since);
    }

    private synchronized boolean isWritten(Map<Integer, Long> ends, long since) {
        if (isCommitted(ends) || (ask() && isCommitted(ends))) {
            return true;
        }
        if (System.nanoTime() - since > WRITTEN_WITHIN.toNanos()) {
            throw new IllegalStateException("no worker has written the roots of the topic " + name + " within "
                    + WRITTEN_WITHIN.toMinutes() + " minutes: they are sent again");
        }
        return false;
    }

    private boolean isCommitted(Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(it -> committed.getOrDefault(it.getKey(), 0L) > it.getValue());
    }

    /// @return whether it was time to ask again
    private boolean ask() {
        if (System.nanoTime() - askedAt < ASKED_EVERY.toNanos()) {
            return false;
        }
        var offsets = topic.committed(group);
        if (!topic.id().equals(topicId)) {
            throw new IllegalStateException("the topic " + name + " was made again: its roots are handed over again");
        }
        committed = offsets;
        askedAt = System.nanoTime();
        return true;
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
        topic.close();
    }
}
