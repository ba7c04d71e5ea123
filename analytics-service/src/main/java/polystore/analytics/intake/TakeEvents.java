package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import polystore.analytics.sales.MeasureEvents;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.Parking;

/// Applies a batch of order events. Offsets, event ids, facts and measures are committed in one transaction, so
/// that a crash leaves all of them or none.
///
/// An event that cannot be applied is parked together with later events of the same order.
@ApplicationScoped
public class TakeEvents {

    private final Jdbi jdbi;
    private final PostgresOffsets offsets;
    private final PostgresConsumedEvents consumed;
    private final PostgresParkedEvents parked;
    private final MeasureEvents measures;

    public TakeEvents(
            Jdbi jdbi,
            PostgresOffsets offsets,
            PostgresConsumedEvents consumed,
            PostgresParkedEvents parked,
            MeasureEvents measures) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.consumed = consumed;
        this.parked = parked;
        this.measures = measures;
    }

    /// @param generations of the partitions' claims
    void handle(Batch<IdentifiedEvent> batch, Map<TopicPartition, Long> generations) {
        jdbi.useTransaction(transaction -> {
            offsets.advance(transaction, batch.records(), generations);
            apply(transaction, batch, parked.waitingKeys(transaction, batch.records()));
        });
    }

    /// Applies the records without storing offsets.
    ///
    /// @param waiting keys that have parked records already
    void apply(Handle transaction, Batch<IdentifiedEvent> batch, Set<String> waiting) {
        var versions = measures.versions(transaction, orders(batch));
        var parking = Parking.of(batch, waiting, new VersionOrder(versions));
        parked.add(transaction, parking.park());
        var events = parking.apply().stream().map(it -> it.value()).toList();
        var fresh = new HashSet<>(consumed.add(
                transaction, events.stream().map(IdentifiedEvent::id).toList()));
        measures.handle(
                transaction,
                events.stream()
                        .filter(it -> fresh.remove(it.id()))
                        .map(IdentifiedEvent::event)
                        .toList());
    }

    private static Set<UUID> orders(Batch<IdentifiedEvent> batch) {
        return batch.messages().stream().map(it -> it.value().event().orderId()).collect(Collectors.toSet());
    }
}
