package polystore.analytics.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import polystore.analytics.kafka.Consumers;
import polystore.analytics.kafka.Received;
import polystore.analytics.kafka.TopicLoop;
import polystore.analytics.kafka.TopicReader;
import polystore.contracts.Topics;

/// Reads `orders.events.v1` into the measures, from the positions that PostgreSQL keeps beside them.
@ApplicationScoped
public class OrdersEventsConsumer implements TopicReader {

    private final Jdbi jdbi;
    private final PostgresPositions positions;
    private final TakeEvents takeEvents;
    /// Of the loop's thread only.
    private final Map<TopicPartition, Long> generations = new HashMap<>();

    private @Nullable TopicLoop loop;

    public OrdersEventsConsumer(Jdbi jdbi, PostgresPositions positions, TakeEvents takeEvents) {
        this.jdbi = jdbi;
        this.positions = positions;
        this.takeEvents = takeEvents;
    }

    void start(@Observes StartupEvent event, Consumers consumers) {
        loop = new TopicLoop(Topics.ORDERS_EVENTS, consumers.ofGroup("analytics-measures"), this);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    @Override
    public Map<TopicPartition, Long> claim(Map<TopicPartition, Long> beginnings) {
        var claims = jdbi.inTransaction(transaction -> positions.claim(transaction, beginnings));
        var next = new HashMap<TopicPartition, Long>();
        claims.forEach((partition, claim) -> {
            generations.put(partition, claim.generation());
            next.put(partition, claim.nextOffset());
        });
        return next;
    }

    @Override
    public void take(List<Received> batch) {
        takeEvents.handle(batch, generations);
    }

    @Override
    public void release(Collection<TopicPartition> partitions) {
        generations.keySet().removeAll(partitions);
    }
}
