package polystore.analytics.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.EnvelopeRecords;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.messaging.ReceivedRecord;

/// Reads the order events for one client, from its position on.
final class KafkaOrderStream implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private StreamPosition position;

    private KafkaOrderStream(Consumer<byte[], byte[]> consumer, StreamPosition position) {
        this.consumer = consumer;
        this.position = position;
    }

    /// @param from null to begin with the next event
    static KafkaOrderStream open(KafkaClients clients, @Nullable StreamPosition from) {
        var consumer = clients.consumerWithoutGroup();
        try {
            return new KafkaOrderStream(consumer, seek(consumer, from));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static StreamPosition seek(Consumer<byte[], byte[]> consumer, @Nullable StreamPosition from) {
        var partitions = consumer.partitionsFor(Topics.ORDERS_EVENTS).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        var start = new TreeMap<Integer, Long>();
        var first = consumer.beginningOffsets(partitions);
        var last = consumer.endOffsets(partitions);
        for (var partition : partitions) {
            var begin = Objects.requireNonNull(first.get(partition));
            var end = Objects.requireNonNull(last.get(partition));
            // A position outside of the retained offsets is moved to the nearest one; a new partition begins at
            // its start.
            var wanted = from == null ? end : from.next().getOrDefault(partition.partition(), begin);
            var next = Math.min(end, Math.max(begin, wanted));
            consumer.seek(partition, next);
            start.put(partition.partition(), next);
        }
        return new StreamPosition(start);
    }

    /// @param id position after this event
    record StreamedEvent(StreamPosition id, OrderEvent event) {}

    StreamPosition position() {
        return position;
    }

    List<StreamedEvent> poll(Duration wait) {
        var events = new ArrayList<StreamedEvent>();
        for (var record : consumer.poll(wait)) {
            position = position.after(record.partition(), record.offset());
            try {
                var envelope = EnvelopeRecords.read(ReceivedRecord.of(record));
                events.add(new StreamedEvent(position, OrderEvent.decode(envelope.type(), envelope.body())));
            } catch (IllegalArgumentException unreadable) {
                // The consumer of the measures reports the faulty record; the stream skips it.
            }
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
