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
import polystore.platform.messaging.ReceivedRecord;

/// The order events from one position on, for one listener.
final class OrderStream implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private StreamPosition position;

    /// @param consumer of no group; closed with this
    /// @param from null for what happens from now on
    OrderStream(Consumer<byte[], byte[]> consumer, @Nullable StreamPosition from) {
        this.consumer = consumer;
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
            // A position outside of what is kept begins at what is; a partition that is new to the listener at its
            // start.
            var wanted = from == null ? end : from.next().getOrDefault(partition.partition(), begin);
            var next = Math.min(end, Math.max(begin, wanted));
            consumer.seek(partition, next);
            start.put(partition.partition(), next);
        }
        position = new StreamPosition(start);
    }

    /// @param id the position after this event
    record Told(StreamPosition id, OrderEvent event) {}

    StreamPosition position() {
        return position;
    }

    List<Told> poll(Duration wait) {
        var told = new ArrayList<Told>();
        for (var record : consumer.poll(wait)) {
            position = position.after(record.partition(), record.offset());
            try {
                var envelope = EnvelopeRecords.read(ReceivedRecord.of(record));
                told.add(new Told(position, OrderEvent.decode(envelope.type(), envelope.body())));
            } catch (IllegalArgumentException unreadable) {
                // The measures' consumer reports it; a listener is shown what can be shown.
            }
        }
        return told;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
