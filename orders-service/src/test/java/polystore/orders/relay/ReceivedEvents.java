package polystore.orders.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Receives the events of some orders from a topic, without repeated ones.
final class ReceivedEvents implements AutoCloseable {

    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

    /// Versions per order, in the order in which each was received first.
    final Map<UUID, List<Integer>> versions = new HashMap<>();
    int repeats;
    private final Set<String> events = new HashSet<>();
    private final KafkaConsumer<String, byte[]> consumer;

    ReceivedEvents(String bootstrap, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Polls until this many different events of these orders were received.
    void until(int count, Set<UUID> orders) throws Exception {
        RelayFixture.await(count + " events, received " + versions, () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> receive(record, orders));
            return events.size() >= count;
        });
    }

    /// Polls until the topic has had records with all of these orders as keys.
    void keys(Set<UUID> orders) throws Exception {
        var keys = new HashSet<String>();
        RelayFixture.await("records of " + orders, () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
            return orders.stream().allMatch(order -> keys.contains(order.toString()));
        });
    }

    private void receive(ConsumerRecord<String, byte[]> record, Set<UUID> orders) {
        var order = UUID.fromString(record.key());
        if (!orders.contains(order)) {
            return;
        }
        var event = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        if (events.add(event)) {
            versions.computeIfAbsent(order, _ -> new ArrayList<>()).add(version(record.value()));
        } else {
            repeats++;
        }
    }

    private static int version(byte[] body) {
        var found = VERSION.matcher(new String(body, StandardCharsets.UTF_8));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
