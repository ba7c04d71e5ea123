package polystore.platform.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads the id that Kafka gives to a topic when it is created. A topic created again under the same name has
/// another id, and offsets stored for the first are not valid for it.
final class TopicIds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicIds.class);
    private static final int ANSWER_WITHIN_MS = 2_000;

    private final KafkaClients clients;
    private @Nullable Admin admin;

    TopicIds(KafkaClients clients) {
        this.clients = clients;
    }

    /// @return null when it cannot be read, such as for a missing topic
    synchronized @Nullable String of(String topic) {
        try {
            if (admin == null) {
                admin = clients.admin(ANSWER_WITHIN_MS);
            }
            var found = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
                    .get(topic);
            return found == null ? null : found.topicId().toString();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf(e, "The id of the topic %s could not be read", topic);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofMillis(ANSWER_WITHIN_MS));
        }
    }
}
