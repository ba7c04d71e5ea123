package polystore.example;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.orders.OrderEvent;

/// Prints the revenue at each payment, from all events that the topic has. Its state is in memory, so it reads from the
/// beginning at each start; a service keeps totals, versions and offsets in its database, in one transaction.
public final class Revenue {

    private final Map<UUID, Integer> versions = new HashMap<>();
    private final Map<String, BigDecimal> totals = new TreeMap<>();

    private Revenue() {}

    public static void main(String[] arguments) {
        var settings = Map.<String, Object>of("bootstrap.servers", arguments[0], "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.ORDERS_EVENTS).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var revenue = new Revenue();
            while (!System.out.checkError()) {
                consumer.poll(Duration.ofSeconds(1)).forEach(revenue::receive);
            }
        }
    }

    /// A record that is not what its contract says is skipped: it must not stop those of other orders.
    private void receive(ConsumerRecord<String, byte[]> record) {
        try {
            var event = Envelope.read(record.key(), name -> header(record, name), record.value());
            apply(OrderEvent.decode(event.type(), event.body()));
        } catch (IllegalArgumentException e) {
            System.err.printf(
                    "Skipped partition %d, offset %d: %s%n", record.partition(), record.offset(), e.getMessage());
        }
    }

    /// The events of an order come in the order of their versions, and may come again.
    private void apply(OrderEvent event) {
        if (event.version() <= versions.getOrDefault(event.orderId(), 0)) {
            return;
        }
        versions.put(event.orderId(), event.version());
        if (event instanceof OrderEvent.OrderPaid paid) {
            var amount = paid.amount();
            totals.merge(amount.currency(), amount.amount(), BigDecimal::add);
            System.out.println(
                    paid.at() + " order " + paid.orderId() + " paid " + amount.amount() + ", revenue " + totals);
        }
    }

    private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
