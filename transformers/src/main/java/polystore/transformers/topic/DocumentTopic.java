package polystore.transformers.topic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// The topic of a sink, as it must be.
///
/// @param connection settings of Kafka's clients
record DocumentTopic(Map<String, String> connection, String topic) {

    private static final int ANSWER_S_MAX = 10;

    /// @return how many there are
    /// @throws IllegalStateException when the topic is missing or not compacted, or Kafka does not answer
    int partitions() {
        var settings =
                new HashMap<String, Object>(Map.of("default.api.timeout.ms", "8000", "request.timeout.ms", "4000"));
        settings.putAll(connection);
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = Admin.create(settings)) {
            var found = admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get(ANSWER_S_MAX, TimeUnit.SECONDS);
            requireCompacted(admin.describeConfigs(List.of(resource))
                    .values()
                    .values()
                    .iterator()
                    .next()
                    .get(ANSWER_S_MAX, TimeUnit.SECONDS));
            return found.partitions().size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause() instanceof UnknownTopicOrPartitionException
                            ? "There is no topic " + topic + ": create it with cleanup.policy=compact"
                            : "Kafka does not answer: " + e.getCause(),
                    e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer within " + ANSWER_S_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked", e);
        }
    }

    private void requireCompacted(Config config) {
        var policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (!policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new IllegalStateException("The topic " + topic + " has cleanup.policy=" + policy
                    + " and would lose documents after its retention; set it to "
                    + TopicConfig.CLEANUP_POLICY_COMPACT);
        }
    }
}
