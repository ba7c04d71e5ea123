package polystore.transformers.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The topic of a queue, and how far a group of workers has committed it.
final class QueueTopic implements AutoCloseable {

    private static final int ANSWER_S_MAX = 10;
    /// A worker has at least one of them, so this is how many workers are useful.
    private static final int PARTITIONS = 12;
    private static final long RETENTION_MS = TimeUnit.DAYS.toMillis(1);
    /// Far longer than the slot's reader waits before it hands roots over again.
    private static final long RETENTION_MS_MIN = TimeUnit.HOURS.toMillis(1);

    private final String topic;
    private final Admin admin;

    QueueTopic(KafkaQueue queue) {
        this.topic = queue.topic();
        var settings =
                new HashMap<String, Object>(Map.of("default.api.timeout.ms", "8000", "request.timeout.ms", "4000"));
        settings.putAll(queue.connection());
        this.admin = Admin.create(settings);
    }

    /// Makes the topic where it is missing.
    ///
    /// @throws IllegalStateException when it may lose records too soon, or Kafka does not answer
    String ensure() {
        try {
            requireKept();
        } catch (UnknownTopicOrPartitionException e) {
            make();
            requireKept();
        }
        return id();
    }

    private void make() {
        var made = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(RETENTION_MS)));
        try {
            answer(admin.createTopics(List.of(made)).all());
        } catch (TopicExistsException e) {
            // Another process of the mapping has just made it.
        }
    }

    private void requireKept() {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var config = answer(admin.describeConfigs(List.of(resource)).all())
                .values()
                .iterator()
                .next();
        var policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        var retention =
                Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        if (!policy.equals(TopicConfig.CLEANUP_POLICY_DELETE) || (retention >= 0 && retention < RETENTION_MS_MIN)) {
            throw new IllegalStateException(
                    "The topic " + topic + " has cleanup.policy=" + policy + " and retention.ms="
                            + retention + "; a queue needs cleanup.policy=delete and retention.ms=" + RETENTION_MS_MIN
                            + " or more");
        }
    }

    /// A topic that is deleted and made again has another one.
    String id() {
        return answer(admin.describeTopics(List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next()
                .topicId()
                .toString();
    }

    /// The offset of the next record of each partition that the group has still to work on.
    Map<Integer, Long> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var committed = new HashMap<Integer, Long>();
        offsets.forEach((partition, offset) -> {
            if (offset != null && partition.topic().equals(topic)) {
                committed.put(partition.partition(), offset.offset());
            }
        });
        return committed;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER_S_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnknownTopicOrPartitionException unknown -> throw unknown;
                case TopicExistsException exists -> throw exists;
                case null, default -> throw new IllegalStateException("Kafka does not answer: " + e.getCause(), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer within " + ANSWER_S_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
