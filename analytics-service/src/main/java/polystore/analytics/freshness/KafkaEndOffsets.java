package polystore.analytics.freshness;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.messaging.KafkaClients;

/// Reads the end offsets of `orders.events.v1`.
@ApplicationScoped
class KafkaEndOffsets {

    private static final Logger LOG = Logger.getLogger(KafkaEndOffsets.class);

    /// Limits the delay that an unavailable Kafka adds to an answer.
    private static final int WAIT_MAX_MS = 1_000;
    /// Concurrent requests share one read from the broker; an answer may be this much older.
    private static final Duration KEPT = Duration.ofMillis(50);

    private final KafkaClients clients;
    private final Clock clock = Clock.systemUTC();

    private @Nullable Admin admin;
    private @Nullable Ends last;

    public KafkaEndOffsets(KafkaClients clients) {
        this.clients = clients;
    }

    /// @param at time before the offsets were read: all events published until then are below them
    /// @param topicId Kafka's id of the topic, which changes when the topic is created again
    public record Ends(Instant at, String topicId, Map<TopicPartition, Long> offsets) {}

    /// The current end offsets, or the last known ones when Kafka does not answer in time.
    public synchronized @Nullable Ends read() {
        var now = clock.instant();
        if (last != null && last.at().plus(KEPT).isAfter(now)) {
            return last;
        }
        try {
            last = ask(now);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf(e, "The end offsets of %s could not be read", Topics.ORDERS_EVENTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    private Ends ask(Instant now) throws ExecutionException, TimeoutException, InterruptedException {
        if (admin == null) {
            admin = clients.admin(WAIT_MAX_MS);
        }
        var topic = Objects.requireNonNull(admin.describeTopics(List.of(Topics.ORDERS_EVENTS))
                        .topicNameValues()
                        .get(Topics.ORDERS_EVENTS))
                .get(WAIT_MAX_MS, TimeUnit.MILLISECONDS);
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        topic.partitions()
                .forEach(it ->
                        latest.put(new TopicPartition(Topics.ORDERS_EVENTS, it.partition()), OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest)
                .all()
                .get(WAIT_MAX_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return new Ends(now, topic.topicId().toString(), Map.copyOf(ends));
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ofMillis(WAIT_MAX_MS));
        }
    }
}
