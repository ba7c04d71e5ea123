package polystore.analytics.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderEvent;
import polystore.platform.messaging.ReceivedRecord;

/// A topic in memory: what is appended gets the next offset of its key's partition.
final class EventLog {

    private final Random random;
    private final Map<TopicPartition, List<ReceivedRecord>> partitions = new LinkedHashMap<>();

    EventLog(Random random, int count) {
        this.random = random;
        for (var i = 0; i < count; i++) {
            partitions.put(new TopicPartition(Topics.ORDERS_EVENTS, i), new ArrayList<>());
        }
    }

    /// The histories interleaved at random, each in its own order; some events are delivered again later.
    void publish(List<List<OrderEvent>> histories, boolean withDuplicates) {
        var open = new ArrayList<List<OrderEvent>>();
        histories.forEach(it -> open.add(new ArrayList<>(it)));
        var sent = new ArrayList<ReceivedRecord>();
        while (!open.isEmpty()) {
            var history = open.get(random.nextInt(open.size()));
            sent.add(publish(history.removeFirst()));
            open.removeIf(List::isEmpty);
            if (withDuplicates && random.nextInt(4) == 0) {
                append(sent.get(random.nextInt(sent.size())));
            }
        }
    }

    ReceivedRecord publish(OrderEvent event) {
        return append(record(random, event));
    }

    /// The event with a random id, which is not in this log.
    static ReceivedRecord record(Random random, OrderEvent event) {
        var key = event.orderId().toString();
        var body = ContractJson.encode(event);
        var envelope = new Envelope(
                new UUID(random.nextLong(), random.nextLong()), event.type(), "/orders", event.at(), key, null, body);
        return received(event, key, envelope);
    }

    ReceivedRecord append(ReceivedRecord record) {
        var to = new TopicPartition(
                Topics.ORDERS_EVENTS, Math.floorMod(record.key().hashCode(), partitions.size()));
        var log = records(to);
        var appended = new ReceivedRecord(
                to, log.size(), record.publishedAt(), record.keyBytes(), record.headers(), record.body());
        log.add(appended);
        return appended;
    }

    List<TopicPartition> partitions() {
        return List.copyOf(partitions.keySet());
    }

    List<ReceivedRecord> from(TopicPartition partition, long offset, int max) {
        var log = records(partition);
        return log.subList((int) offset, (int) Math.min(log.size(), offset + max));
    }

    private List<ReceivedRecord> records(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, it -> new ArrayList<>());
    }

    /// A record with the key of an event, whose body is no JSON.
    static ReceivedRecord unreadable(OrderEvent event) {
        return new ReceivedRecord(
                new TopicPartition(Topics.ORDERS_EVENTS, 0),
                0,
                event.at(),
                event.orderId().toString().getBytes(StandardCharsets.UTF_8),
                List.of(),
                "{".getBytes(StandardCharsets.UTF_8));
    }

    private static ReceivedRecord received(OrderEvent event, String key, Envelope envelope) {
        var headers = new ArrayList<Header>();
        envelope.headers().forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return new ReceivedRecord(
                new TopicPartition(Topics.ORDERS_EVENTS, 0),
                0,
                event.at(),
                key.getBytes(StandardCharsets.UTF_8),
                headers,
                envelope.body());
    }
}
