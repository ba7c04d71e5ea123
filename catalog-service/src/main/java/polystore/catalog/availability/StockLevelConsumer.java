package polystore.catalog.availability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.Topics;
import polystore.contracts.stock.StockLevel;

/// Follows `stock.levels.v1`: keeps the newest level of each SKU, and says whose band it changes.
///
/// Offsets are committed after the levels are kept, so that a crash repeats levels and loses none; a repeated or
/// late one is not newer than what is kept, and changes nothing.
@ApplicationScoped
public class StockLevelConsumer {

    private static final Logger LOG = Logger.getLogger(StockLevelConsumer.class);

    private static final Duration POLL = Duration.ofMillis(500);
    /// One bulk write; at some 200 bytes a level far from any limit of memory.
    private static final int BATCH_MAX = 500;

    private static final int FETCH_BYTES_MAX = 1024 * 1024;
    private static final Duration RETRY = Duration.ofSeconds(1);
    /// How long a member that crashed keeps its partitions: with Kafka's own 45 s, a restarted service would wait for
    /// itself.
    private static final int SESSION_MS = 10_000;

    private static final long STOP_MS_MAX = 5_000;

    private final String bootstrap;
    private final MongoAvailability availability;
    private final Event<BandsChanged> changes;
    private final DeadLetters deadLetters;
    private final Counter applied;
    private final Counter unreadable;
    private volatile boolean running = true;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    public StockLevelConsumer(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            MongoAvailability availability,
            Event<BandsChanged> changes,
            MeterRegistry metrics) {
        this.bootstrap = bootstrap;
        this.availability = availability;
        this.changes = changes;
        this.deadLetters = new DeadLetters(bootstrap);
        this.applied = metrics.counter("catalog.stock.levels");
        this.unreadable = metrics.counter("catalog.stock.unreadable");
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("stock-levels").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        var polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        if (thread != null) {
            thread.join(STOP_MS_MAX);
        }
    }

    /// A consumer that failed is thrown away: a new one begins at what was committed.
    private void run() {
        while (running) {
            try {
                follow();
            } catch (WakeupException stopping) {
                // The loop's condition knows.
            } catch (RuntimeException e) {
                LOG.warnf("Stock levels wait, trying again in %s: %s", RETRY, e.getMessage());
                pause();
            }
        }
    }

    private void follow() {
        var opened = open();
        consumer = opened;
        try {
            opened.subscribe(List.of(Topics.STOCK_LEVELS));
            while (running) {
                var records = opened.poll(POLL);
                if (!records.isEmpty()) {
                    apply(records);
                    opened.commitSync();
                }
            }
        } finally {
            opened.close(CloseOptions.timeout(RETRY));
        }
    }

    /// A level that cannot be read is a dead letter, and otherwise left out: the next one of its SKU says everything
    /// again. It is sent when the others are kept: while MongoDB is away all is repeated, and so would it be.
    private void apply(ConsumerRecords<String, byte[]> records) {
        var newest = new LinkedHashMap<String, Availability>();
        var unread = new LinkedHashMap<ConsumerRecord<String, byte[]>, String>();
        for (var message : records) {
            if (message.value() != null) {
                try {
                    var level = whole(ContractJson.decode(message.value(), StockLevel.class));
                    newest.merge(level.sku(), level, StockLevelConsumer::newer);
                } catch (IllegalArgumentException e) {
                    unread.put(message, String.valueOf(e.getMessage()));
                }
            }
        }
        if (!newest.isEmpty()) {
            changes.fire(new BandsChanged(availability.apply(newest.values())));
            applied.increment(newest.size());
        }
        unread.forEach(this::leaveOut);
    }

    private void leaveOut(ConsumerRecord<String, byte[]> message, String cause) {
        unreadable.increment();
        LOG.warnf("%s-%d@%d is left out: %s", message.topic(), message.partition(), message.offset(), cause);
        deadLetters.send(message, cause);
    }

    private static Availability whole(StockLevel level) {
        if (level.sku() == null || level.band() == null) {
            throw new IllegalArgumentException("a stock level without sku or band");
        }
        return Availability.of(level);
    }

    private static Availability newer(Availability one, Availability other) {
        return one.version() > other.version() ? one : other;
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG, "catalog-availability",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_MAX,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES_MAX),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
