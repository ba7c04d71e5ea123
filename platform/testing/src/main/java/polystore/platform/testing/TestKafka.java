package polystore.platform.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import polystore.contracts.Topic;
import polystore.stores.KafkaBroker;

/// The Kafka broker of a test run.
public record TestKafka(String bootstrap) {
    private static final Duration POLL = Duration.ofMillis(200);

    /// Makes a topic beside the ones of `Topics.all()`; one that exists is left as it is.
    public void createTopic(String name, int partitions) {
        KafkaBroker.createTopics(bootstrap, List.of(new Topic(name, partitions, Map.of())));
    }

    /// As [#createTopic], with a topic that keeps the last record of each key.
    public void createCompactedTopic(String name, int partitions) {
        KafkaBroker.createTopics(bootstrap, List.of(new Topic(name, partitions, Map.of("cleanup.policy", "compact"))));
    }

    /// The committed records that a topic has now, those of a partition in their order.
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }
}
