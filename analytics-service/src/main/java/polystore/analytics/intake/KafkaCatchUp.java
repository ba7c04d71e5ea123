package polystore.analytics.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.messaging.BatchProcessor;
import polystore.platform.messaging.DeadLetters;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;
import polystore.platform.messaging.StartOffset;

/// Reads `orders.events.v1` up to given offsets into tables that no consumer group writes, from the offsets that these
/// tables store. The consumer group of the live tables is not involved.
public final class KafkaCatchUp implements AutoCloseable {

    private static final String TOPIC = Topics.ORDERS_EVENTS;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final int ANSWER_WITHIN_MS = 5_000;
    private static final Duration SILENCE_MAX = Duration.ofMinutes(1);

    private final KafkaClients clients;
    private final Consumer<byte[], byte[]> consumer;
    private final OrdersEventsConsumer handler;
    private final BatchProcessor<IdentifiedEvent> processor;
    private final List<TopicPartition> partitions;

    /// @param tables database whose unqualified names are the tables to fill
    public KafkaCatchUp(KafkaClients clients, Jdbi tables, TakeEvents takeEvents) {
        this.clients = clients;
        this.consumer = clients.consumerWithoutGroup();
        this.handler = new OrdersEventsConsumer(tables, new PostgresOffsets(), takeEvents);
        var deadLetters = new DeadLetters(clients, new SimpleMeterRegistry());
        this.processor = new BatchProcessor<>(IdentifiedEvent::decode, handler, deadLetters);
        this.partitions = consumer.partitionsFor(TOPIC).stream()
                .map(it -> new TopicPartition(TOPIC, it.partition()))
                .toList();
    }

    /// Claims the partitions and seeks to the stored offsets; a partition without one is read from its beginning.
    ///
    /// @return the offset at which each partition begins
    /// @throws IllegalStateException when the topic no longer has the records after a stored offset
    public Map<Integer, Long> begin() {
        consumer.assign(partitions);
        var stored = handler.claim(partitions);
        var first = consumer.beginningOffsets(partitions);
        var topicId = topicId();
        var starts = new HashMap<TopicPartition, StartOffset>();
        var next = new HashMap<Integer, Long>();
        for (var partition : partitions) {
            var known = stored.get(partition);
            var oldest = first.getOrDefault(partition, 0L);
            if (known == null) {
                starts.put(partition, new StartOffset(oldest, topicId, null));
            } else if (known.next() < oldest || isOther(topicId, known.topicId())) {
                throw new IllegalStateException("The topic " + TOPIC + " no longer has the events from offset "
                        + known.next() + " of partition " + partition.partition()
                        + " on, so these tables cannot catch up: rebuild instead");
            }
            next.put(partition.partition(), known == null ? oldest : known.next());
        }
        if (!starts.isEmpty()) {
            handler.start(starts);
        }
        partitions.forEach(it -> consumer.seek(it, next.getOrDefault(it.partition(), 0L)));
        return next;
    }

    /// The offset after the newest record of each partition.
    public Map<Integer, Long> ends() {
        var ends = new HashMap<Integer, Long>();
        consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    /// Applies the records before the given offsets.
    ///
    /// @return the number of records
    /// @throws IllegalStateException when Kafka returns none of them for a minute
    public long readTo(Map<Integer, Long> target) {
        var applied = 0L;
        var lastNanos = System.nanoTime();
        while (pauseReached(target)) {
            var records = before(target, consumer.poll(POLL));
            if (!records.isEmpty()) {
                processor.process(records);
                applied += records.size();
                lastNanos = System.nanoTime();
            } else if (System.nanoTime() - lastNanos > SILENCE_MAX.toNanos()) {
                throw new IllegalStateException("Kafka has returned no events of " + TOPIC + " for " + SILENCE_MAX
                        + ", although there are more: the offsets to reach are " + target);
            }
        }
        return applied;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WITHIN));
    }

    /// @return whether a partition has not reached its offset
    private boolean pauseReached(Map<Integer, Long> target) {
        var open = partitions.stream()
                .filter(it -> consumer.position(it) < target.getOrDefault(it.partition(), 0L))
                .toList();
        consumer.pause(partitions);
        consumer.resume(open);
        return !open.isEmpty();
    }

    private List<ReceivedRecord> before(Map<Integer, Long> target, ConsumerRecords<byte[], byte[]> polled) {
        var records = new ArrayList<ReceivedRecord>(polled.count());
        for (var partition : polled.partitions()) {
            long end = target.getOrDefault(partition.partition(), 0L);
            for (var record : polled.records(partition)) {
                if (record.offset() < end) {
                    records.add(ReceivedRecord.of(record));
                }
            }
            if (consumer.position(partition) > end) {
                consumer.seek(partition, end);
            }
        }
        return records;
    }

    private static boolean isOther(@Nullable String topicId, @Nullable String stored) {
        return topicId != null && stored != null && !topicId.equals(stored);
    }

    private String topicId() {
        try (var admin = clients.admin(ANSWER_WITHIN_MS)) {
            var topics =
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            return Objects.requireNonNull(topics.get(TOPIC), TOPIC).topicId().toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not describe the topic " + TOPIC, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
