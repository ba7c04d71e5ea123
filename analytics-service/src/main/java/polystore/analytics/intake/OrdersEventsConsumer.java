package polystore.analytics.intake;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.Topics;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.BatchHandler;
import polystore.platform.messaging.ConsumerLoops;
import polystore.platform.messaging.Decoded.Rejected;
import polystore.platform.messaging.OffsetStore;
import polystore.platform.messaging.StartOffset;
import polystore.platform.messaging.Subscription;
import polystore.platform.persistence.SqlFaults;

/// Reads `orders.events.v1` into the measures, from the offsets that PostgreSQL stores with them.
@ApplicationScoped
class OrdersEventsConsumer implements BatchHandler<IdentifiedEvent>, OffsetStore {

    static final Subscription SUBSCRIPTION = new Subscription(Topics.ORDERS_EVENTS, "analytics-measures");

    private final Jdbi jdbi;
    private final PostgresOffsets offsets;
    private final TakeEvents takeEvents;
    /// Used by the consumer's thread only.
    private final Map<TopicPartition, Long> generations = new HashMap<>();

    public OrdersEventsConsumer(Jdbi jdbi, PostgresOffsets offsets, TakeEvents takeEvents) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.takeEvents = takeEvents;
    }

    void start(@Observes StartupEvent event, ConsumerLoops loops) {
        loops.start(SUBSCRIPTION, IdentifiedEvent::decode, this, this);
    }

    @Override
    public Map<TopicPartition, StoredOffset> claim(Collection<TopicPartition> partitions) {
        var claims = jdbi.inTransaction(transaction -> offsets.claim(transaction, partitions));
        var stored = new HashMap<TopicPartition, StoredOffset>();
        claims.forEach((partition, claim) -> {
            generations.put(partition, claim.generation());
            if (claim.stored() != null) {
                stored.put(partition, claim.stored());
            }
        });
        return stored;
    }

    @Override
    public void start(Map<TopicPartition, StartOffset> starts) {
        jdbi.useTransaction(transaction -> offsets.start(transaction, starts, generations));
    }

    /// Poisoned events are parked; [DeadLetterRelay] sends them to the dead-letter topic.
    @Override
    public List<Rejected<IdentifiedEvent>> handle(Batch<IdentifiedEvent> batch) {
        takeEvents.handle(batch, generations);
        return List.of();
    }

    @Override
    public boolean isDataFault(RuntimeException failure) {
        return SqlFaults.isData(failure);
    }

    /// Does nothing, because the offsets were committed with the effects.
    @Override
    public void store(Map<TopicPartition, StoredOffset> next) {}

    @Override
    public void release(Collection<TopicPartition> partitions) {
        generations.keySet().removeAll(partitions);
    }
}
