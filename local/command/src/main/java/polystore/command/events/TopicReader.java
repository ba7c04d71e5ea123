package polystore.command.events;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads all partitions of one topic without a consumer group, so that it disturbs no consumer and stores no offset.
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Map<String, String> SETTINGS = Map.of(
            "allow.auto.create.topics", "false",
            "auto.offset.reset", "earliest",
            "default.api.timeout.ms", "10000",
            "isolation.level", "read_committed",
            // The heap of this command is small.
            "fetch.max.bytes", "4194304",
            "max.poll.records", "100");

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /// @param connection addresses, TLS and SASL of the cluster
    /// @throws IllegalArgumentException naming the topics that exist, when this one does not
    TopicReader(Map<String, String> connection, String topic) {
        var settings = new HashMap<String, Object>(SETTINGS);
        settings.putAll(connection);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            partitions = partitions(topic);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        consumer.assign(partitions);
    }

    private List<TopicPartition> partitions(String topic) {
        var all = consumer.listTopics();
        var found = all.get(topic);
        if (found == null) {
            throw new IllegalArgumentException("There is no topic " + topic + ". Topics: "
                    + all.keySet().stream()
                            .filter(it -> !it.startsWith("__"))
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return found.stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    /// Passes records to `reader` until it answers false, those of one partition in their order.
    ///
    /// @param toEnd whether to stop at the records that exist now, instead of waiting for new ones
    void read(Position from, boolean toEnd, Predicate<ConsumerRecord<byte[], byte[]>> reader) {
        var ends = consumer.endOffsets(partitions);
        seek(from, ends);
        while (!toEnd || partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
            for (var record : consumer.poll(POLL)) {
                var beyond = toEnd && record.offset() >= ends.getOrDefault(partition(record), 0L);
                if (!beyond && !reader.test(record)) {
                    return;
                }
            }
        }
    }

    private void seek(Position from, Map<TopicPartition, Long> ends) {
        switch (from) {
            case Position.Beginning _ -> consumer.seekToBeginning(partitions);
            case Position.End _ -> ends.forEach(consumer::seek);
            case Position.Offset(var offset) ->
                ends.forEach((partition, end) -> consumer.seek(partition, Math.min(offset, end)));
            case Position.Time(var at) -> {
                var times = partitions.stream().collect(Collectors.toMap(it -> it, _ -> at.toEpochMilli()));
                consumer.offsetsForTimes(times)
                        .forEach((partition, found) -> consumer.seek(
                                partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
            }
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
