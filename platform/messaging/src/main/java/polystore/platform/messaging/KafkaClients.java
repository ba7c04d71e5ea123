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

/// Creates Kafka clients from Quarkus' configuration (`kafka.*`, or `KAFKA_*` in the environment), so that TLS and
/// SASL need no code. The limits below can be configured too; the settings that guarantee exactness
/// (acknowledgements, commits, offsets) cannot.
@ApplicationScoped
public class KafkaClients {

    /// Records per batch, which is one transaction: large enough for set-based SQL, small enough for a fraction of
    /// a second.
    private static final int BATCH_RECORDS_MAX = 500;

    /// A fetch waits this long for more records: at a hundred records per second, a transaction for each would use
    /// most of a processor.
    private static final int FETCH_WAIT_MS = 100;

    private static final int FETCH_BYTES_MIN = 32 * 1024;
    private static final int FETCH_BYTES_MAX = 8 << 20;

    /// Time after which the partitions of a crashed member are reassigned: Kafka's default of 45 s would delay a
    /// restarted service.
    private static final int SESSION_MS = 10_000;

    /// Records not acknowledged within this time are sent again by their relay.
    private static final int REQUEST_MS = 5_000;

    private static final int DELIVERY_MS = 10_000;
    /// Size of the largest page of a relay.
    private static final long PRODUCER_BUFFER_BYTES = 16L << 20;

    private final Map<String, Object> connection;

    public KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /// A member of a consumer group. It never chooses an offset by itself; the caller seeks.
    public Consumer<byte[], byte[]> consumer(String group) {
        return consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MS,
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName()));
    }

    /// A consumer without a group; the caller assigns partitions and seeks.
    public Consumer<byte[], byte[]> consumerWithoutGroup() {
        return consumer(Map.of());
    }

    /// As [#consumerWithoutGroup], for single records: a fetch returns at once, with as few bytes as possible.
    public Consumer<byte[], byte[]> reader() {
        return consumer(Map.of(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCH_BYTES_MIN));
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

    /// An idempotent producer: records of one key arrive once and in order, or are reported as not acknowledged.
    public Producer<String, byte[]> producer() {
        return new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
    }

    /// As [#producer], with keys as bytes and records up to `bytesMax`.
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
