package polystore.analytics.freshness;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.messaging.KafkaClients;

/// Reads the end offsets of `orders.events.v1`.
@ApplicationScoped
class KafkaEndOffsets {

    /// Limits the time after which a broker that does not answer is asked again.
    private static final int ANSWER_MAX_MS = 1_000;

    private final KafkaClients clients;
    private final Clock clock = Clock.systemUTC();
    private final LatestEnds latest = new LatestEnds(this::ask, clock);

    /// Used by one thread at a time, that of `latest`.
    private @Nullable Admin admin;

    public KafkaEndOffsets(KafkaClients clients) {
        this.clients = clients;
    }

    /// Connects before the first request.
    void start(@Observes StartupEvent event) {
        latest.read();
    }

    /// @param at time before the offsets were read: all events published until then are below them
    /// @param topicId Kafka's id of the topic, which changes when the topic is created again
    public record Ends(Instant at, String topicId, Map<TopicPartition, Long> offsets) {}

    /// The current end offsets, or the last known ones when Kafka does not answer at once.
    public LatestEnds.Known read() {
        return latest.read();
    }

    private synchronized Ends ask() throws ExecutionException, TimeoutException, InterruptedException {
        var now = clock.instant();
        if (admin == null) {
            admin = clients.admin(ANSWER_MAX_MS);
        }
        var topic = Objects.requireNonNull(admin.describeTopics(List.of(Topics.ORDERS_EVENTS))
                        .topicNameValues()
                        .get(Topics.ORDERS_EVENTS))
                .get(ANSWER_MAX_MS, TimeUnit.MILLISECONDS);
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        topic.partitions()
                .forEach(it ->
                        latest.put(new TopicPartition(Topics.ORDERS_EVENTS, it.partition()), OffsetSpec.latest()));
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest)
                .all()
                .get(ANSWER_MAX_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return new Ends(now, topic.topicId().toString(), Map.copyOf(ends));
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ofMillis(ANSWER_MAX_MS));
        }
    }
}
