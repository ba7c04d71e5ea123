package polystore.catalog.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductIds;
import polystore.contracts.ContractJson;
import polystore.contracts.Envelope;
import polystore.contracts.Topics;
import polystore.contracts.catalog.ProductSnapshot;

/// Sends products to `catalog.products.v1`.
@ApplicationScoped
public class SnapshotSender {

    private static final String SOURCE = "/catalog";
    /// A send waits at most so long for the broker: a relay that is told to stop shall stop.
    private static final Duration BLOCK_MAX = Duration.ofSeconds(5);
    /// How long Kafka may be away in the middle of a batch before all of it is tried again, in its then newest form.
    private static final int DELIVERY_TIMEOUT_MS = 20_000;

    private static final int REQUEST_TIMEOUT_MS = 5_000;
    /// One batch of the relay; the client's own 32 MiB are a fifth of our heap.
    private static final int BUFFER_BYTES = 8 * 1024 * 1024;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final String bootstrap;
    private final ProductIds ids;
    private final Clock clock;
    private final Duration blockMax;
    private @Nullable KafkaProducer<String, byte[]> producer;

    @Inject
    public SnapshotSender(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap, ProductIds ids, Clock clock) {
        this(bootstrap, ids, clock, BLOCK_MAX);
    }

    SnapshotSender(String bootstrap, ProductIds ids, Clock clock, Duration blockMax) {
        this.bootstrap = bootstrap;
        this.ids = ids;
        this.clock = clock;
        this.blockMax = blockMax;
    }

    /// @return why Kafka will never take a product, for those that it refuses; it has acknowledged all others
    /// @throws KafkaException when it is not known which have arrived: Kafka does not answer
    public Map<Product, String> send(List<Product> products) {
        var inFlight = new ArrayList<Future<RecordMetadata>>(products.size());
        for (var product : products) {
            inFlight.add(producer().send(record(product)));
        }
        var refused = new LinkedHashMap<Product, String>();
        for (int i = 0; i < products.size(); i++) {
            try {
                inFlight.get(i).get();
            } catch (ExecutionException e) {
                refused.put(products.get(i), refusal(products.get(i), e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
        return refused;
    }

    /// Faults of the record itself, which the next attempt would repeat.
    private static String refusal(Product product, @Nullable Throwable cause) {
        return switch (cause) {
            case RecordTooLargeException e -> String.valueOf(e.getMessage());
            case InvalidRecordException e -> String.valueOf(e.getMessage());
            case null, default -> throw new KafkaException("product " + product.id() + " was not published", cause);
        };
    }

    /// Gives the connections back; a send after it opens new ones.
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
            producer = null;
        }
    }

    private ProducerRecord<String, byte[]> record(Product product) {
        var envelope = new Envelope(
                UUID.fromString(ids.next()),
                ProductSnapshot.TYPE,
                SOURCE,
                clock.instant(),
                product.id(),
                null,
                ContractJson.encode(Snapshots.of(product)));
        var message = new ProducerRecord<>(Topics.CATALOG_PRODUCTS, envelope.key(), envelope.body());
        envelope.headers().forEach((name, value) -> message.headers().add(name, value));
        return message;
    }

    /// Made at the first send: its constructor fails where the broker's name cannot be resolved yet.
    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                            ProducerConfig.ACKS_CONFIG, "all",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG, blockMax.toMillis(),
                            ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
