package polystore.analytics.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Makes Kafka consumers with this service's connection settings (`kafka.*`).
@ApplicationScoped
public class Consumers {

    /// A poll is one transaction: large enough to be set-based, small enough to finish in a fraction of a second.
    private static final int RECORDS_MAX = 500;

    /// A lone event waits this long for company: a transaction for each would cost most of a processor at a hundred
    /// orders a second.
    private static final int GATHER_MS = 100;

    private static final int GATHER_BYTES = 32 * 1024;

    /// How long a member that crashed keeps its partitions: with Kafka's own 45 s, a restarted service would wait for
    /// itself.
    private static final int SESSION_MS = 10_000;

    private final Map<String, Object> connection;

    public Consumers(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /// @param group shared by all instances that divide the topic among themselves
    public Consumer<String, byte[]> ofGroup(String group) {
        return consumer(
                Map.of(ConsumerConfig.GROUP_ID_CONFIG, group, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS));
    }

    /// A consumer that is told its partitions and positions.
    public Consumer<String, byte[]> alone() {
        return consumer(Map.of());
    }

    private Consumer<String, byte[]> consumer(Map<String, Object> own) {
        var settings = new HashMap<>(connection);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, GATHER_MS);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHER_BYTES);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putAll(own);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
