package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import polystore.analytics.kafka.Received;
import polystore.analytics.sales.MeasureEvents;
import polystore.platform.persistence.SqlFaults;

/// Takes a batch of order events in: position, ids, facts and measures commit together, so that a crash at any point
/// leaves all of them or none.
///
/// An event that cannot be applied is parked, and with it only the later ones of its order.
@ApplicationScoped
public class TakeEvents {

    /// A value that does not fit will not fit later either; the repetitions are for what only looks like that.
    private static final int ATTEMPTS_MAX = 3;

    private final Jdbi jdbi;
    private final PostgresPositions positions;
    private final PostgresConsumedEvents consumed;
    private final PostgresParkedEvents parked;
    private final MeasureEvents measures;

    public TakeEvents(
            Jdbi jdbi,
            PostgresPositions positions,
            PostgresConsumedEvents consumed,
            PostgresParkedEvents parked,
            MeasureEvents measures) {
        this.jdbi = jdbi;
        this.positions = positions;
        this.consumed = consumed;
        this.parked = parked;
        this.measures = measures;
    }

    /// @param batch of one topic, not empty
    /// @param generations under which the batch's partitions were claimed
    public void handle(List<Received> batch, Map<TopicPartition, Long> generations) {
        for (var attempt = 1; ; attempt++) {
            try {
                jdbi.useTransaction(transaction -> take(transaction, batch, generations));
                return;
            } catch (JdbiException e) {
                if (!SqlFaults.isData(e)) {
                    throw e;
                }
                if (batch.size() > 1) {
                    narrow(batch, generations);
                    return;
                }
                if (attempt == ATTEMPTS_MAX) {
                    setAside(new Parked(batch.getFirst(), String.valueOf(e.getMessage()), attempt), generations);
                    return;
                }
            }
        }
    }

    private void take(Handle transaction, List<Received> batch, Map<TopicPartition, Long> generations) {
        positions.advance(transaction, batch, generations);
        apply(transaction, batch, parked.waitingKeys(transaction, batch));
    }

    /// The effect of records, without their position; true when all of them are applied.
    boolean apply(Handle transaction, List<Received> batch, Set<String> waiting) {
        var decoded = batch.stream().map(Decoded::of).toList();
        var sorted = Sorted.of(decoded, waiting, measures.versions(transaction, orders(decoded)));
        parked.add(transaction, sorted.park());
        var fresh = new HashSet<>(consumed.add(
                transaction, sorted.apply().stream().map(Decoded.Event::id).toList()));
        measures.handle(
                transaction,
                sorted.apply().stream()
                        .filter(it -> fresh.remove(it.id()))
                        .map(Decoded.Event::event)
                        .toList());
        return sorted.park().isEmpty();
    }

    /// One of many is at fault: halves are tried in order, each with its own position, until it stands alone.
    private void narrow(List<Received> batch, Map<TopicPartition, Long> generations) {
        var half = batch.size() / 2;
        handle(batch.subList(0, half), generations);
        handle(batch.subList(half, batch.size()), generations);
    }

    private void setAside(Parked poisoned, Map<TopicPartition, Long> generations) {
        jdbi.useTransaction(transaction -> {
            positions.advance(transaction, List.of(poisoned.record()), generations);
            parked.add(transaction, List.of(poisoned));
        });
    }

    private static Set<UUID> orders(List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Event.class::isInstance)
                .map(it -> ((Decoded.Event) it).event().orderId())
                .collect(Collectors.toSet());
    }
}
