package polystore.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes Kafka clients. All of them connect as Quarkus' configuration says (`kafka.*`, or `KAFKA_*` in the
/// environment), so that TLS and SASL are configuration alone, and so are other bounds than these; what exactness rests
/// on (acknowledgements, commits, offsets) is not open to configuration.
@ApplicationScoped
public class KafkaClients {

    /// A batch is one transaction: large enough to be set-based, small enough to finish in a fraction of a second.
    private static final int BATCH_RECORDS_MAX = 500;

    /// A lone record waits this long for company: a transaction for each would cost most of a processor at a hundred
    /// records a second.
    private static final int FETCH_WAIT_MS = 100;

    private static final int FETCH_BYTES_MIN = 32 * 1024;
    private static final int FETCH_BYTES_MAX = 8 << 20;

    /// How long a member that crashed keeps its partitions: with Kafka's own 45 s, a restarted service would wait for
    /// itself.
    private static final int SESSION_MS = 10_000;

    /// Shorter than anybody waits for a leader: what is not acknowledged by then is sent again by its relay.
    private static final int REQUEST_MS = 5_000;

    private static final int DELIVERY_MS = 10_000;
    /// A page of a relay at its largest.
    private static final long PRODUCER_BUFFER_BYTES = 16L << 20;

    private final Map<String, Object> connection;

    public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /// A member of a consumer group. It never chooses an offset by itself: whoever uses it seeks.
    public Consumer<byte[], byte[]> consumer(String group) {
        return consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MS,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName()));
    }

    /// A consumer of no group, which is told its partitions and offsets.
    public Consumer<byte[], byte[]> consumerOfNoGroup() {
        return consumer(Map.of());
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> own) {
        var settings = new HashMap<>(connection);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS_MAX);
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        settings.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES_MIN);
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MS);
        settings.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        settings.putAll(own);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// An idempotent producer: what it sends of one key arrives in order and once, or is reported as not acknowledged.
    public Producer<String, byte[]> producer() {
        return new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
    }

    /// As [#producer], for keys as they were received and records up to `bytesMax`.
    Producer<byte[], byte[]> rawProducer(int bytesMax) {
        var settings = producerSettings();
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, bytesMax);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerSettings() {
        var settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BUFFER_BYTES);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MS);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        return settings;
    }

    /// @param timeoutMs for each request and for each call
    public Admin admin(int timeoutMs) {
        var settings = new HashMap<>(connection);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        return Admin.create(settings);
    }
}
