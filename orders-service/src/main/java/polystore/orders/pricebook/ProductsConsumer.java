package polystore.orders.pricebook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.persistence.SqlFaults;

/// Follows `catalog.products.v1`; offsets are committed after the rows, versions make repeats harmless.
///
/// It never gives up: PostgreSQL or Kafka away, for however long, only delays.
///
/// | meter | says |
/// |---|---|
/// | `polystore.pricebook.behind` | records of this instance's partitions that are not in the book yet |
/// | `polystore.pricebook.failures` | times that following failed and began again |
@ApplicationScoped
public class ProductsConsumer {

    private static final Logger LOG = Logger.getLogger(ProductsConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /// One transaction a poll: a few hundred products are applied in well under a second.
    private static final int BATCH_MAX = 200;
    /// Below what Kafka waits for a poll before it gives the partitions to another instance.
    private static final Duration RETRY = Duration.ofSeconds(1);
    /// How long a commit is tried; what was not committed is read again.
    private static final int COMMIT_MS_MAX = 5_000;

    /// How long a member that crashed keeps its partitions: with Kafka's own 45 s, a restarted service would wait for
    /// itself.
    private static final int SESSION_MS = 10_000;

    private static final long STOP_MS_MAX = 3_000;

    private final TakeProducts takeProducts;
    private final AtomicLong behind;
    private final Counter failures;
    private final String bootstrap;
    private volatile boolean running = true;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    public ProductsConsumer(
            TakeProducts takeProducts,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.takeProducts = takeProducts;
        this.behind = Objects.requireNonNull(meters.gauge("polystore.pricebook.behind", new AtomicLong()));
        this.failures = meters.counter("polystore.pricebook.failures");
        this.bootstrap = bootstrap;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("price-book").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent ending) throws InterruptedException {
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
            } catch (WakeupException wokenToStop) {
                LOG.debug("the price book stops following", wokenToStop);
            } catch (RuntimeException e) {
                LOG.warnf(e, "The price book is behind, and follows anew in %s", RETRY);
                failedOnce();
            }
        }
    }

    private void follow() {
        var opened = open();
        consumer = opened;
        try {
            opened.subscribe(List.of(Topics.CATALOG_PRODUCTS));
            while (running) {
                takeNext(opened);
            }
        } finally {
            opened.close(CloseOptions.timeout(RETRY));
        }
    }

    private void takeNext(KafkaConsumer<String, byte[]> from) {
        behind.set(from.assignment().stream()
                .mapToLong(partition -> from.currentLag(partition).orElse(0))
                .sum());
        var records = from.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        try {
            takeProducts.handle(records);
            from.commitSync();
        } catch (JdbiException e) {
            LOG.warnf("The price book is behind, trying again in %s: %s", RETRY, SqlFaults.reason(e));
            rewind(from, records);
            failedOnce();
        }
    }

    /// The records come again with the next poll, and the polls tell Kafka that we are alive.
    private static void rewind(KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        for (var partition : records.partitions()) {
            consumer.seek(partition, records.records(partition).getFirst().offset());
        }
    }

    private void failedOnce() {
        failures.increment();
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
                        ConsumerConfig.GROUP_ID_CONFIG, "orders.price-book",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, COMMIT_MS_MAX,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, COMMIT_MS_MAX,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_MAX),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
