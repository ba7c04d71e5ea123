package polystore.orders.pricebook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
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
import polystore.contracts.catalog.ProductSnapshot;

/// Follows `catalog.products.v1` into the price book; offsets are committed after the rows, versions make repeats
/// harmless.
@ApplicationScoped
public class ProductsConsumer {

    private static final Logger LOG = Logger.getLogger(ProductsConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long BACKOFF_MAX_MS = 5_000;
    private static final long STOP_WAIT_MS = 3_000;

    private final PostgresPriceBook prices;
    private final String bootstrap;
    private final boolean enabled;
    private volatile boolean stopping;
    private @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    public ProductsConsumer(
            PostgresPriceBook prices,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap,
            @ConfigProperty(name = "polystore.orders.price-book-consumer", defaultValue = "true") boolean enabled) {
        this.prices = prices;
        this.bootstrap = bootstrap;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            var opened = open();
            consumer = opened;
            thread = Thread.ofPlatform().name("price-book").daemon().start(() -> follow(opened));
        }
    }

    void stop(@Observes ShutdownEvent ending) throws InterruptedException {
        stopping = true;
        if (consumer != null && thread != null) {
            consumer.wakeup();
            thread.join(STOP_WAIT_MS);
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "orders.price-book",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        // One transaction a poll: a few hundred products are applied in well under a second.
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        200),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<String, byte[]> from) {
        try (from) {
            from.subscribe(List.of(Topics.CATALOG_PRODUCTS));
            while (!stopping) {
                var records = from.poll(POLL);
                if (!records.isEmpty()) {
                    applyUntilDone(records);
                    from.commitSync();
                }
            }
        } catch (WakeupException wokenToStop) {
            LOG.debug("the price book stops following", wokenToStop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// PostgreSQL away only delays: the records stay in hand, and the group waits for up to five minutes.
    private void applyUntilDone(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var products = readable(records);
        for (long backoff = 100; !stopping; backoff = Math.min(backoff * 2, BACKOFF_MAX_MS)) {
            try {
                prices.apply(products);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("The price book is behind, trying again in %d ms: %s", backoff, e.getMessage());
                Thread.sleep(backoff);
            }
        }
    }

    private static List<ProductSnapshot> readable(ConsumerRecords<String, byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .flatMap(record -> read(record).stream())
                .toList();
    }

    /// One unreadable product must not stop the prices of all others: the record stays in the topic for whoever
    /// looks.
    private static List<ProductSnapshot> read(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        try {
            return List.of(ContractJson.decode(record.value(), ProductSnapshot.class));
        } catch (IllegalArgumentException e) {
            LOG.errorf(
                    "Skipped an unreadable product at %s-%d@%d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
            return List.of();
        }
    }
}
