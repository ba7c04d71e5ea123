package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import polystore.analytics.kafka.Received;

/// Tries the parked records of one order again, in the order of its versions: what was missing may have come after what
/// it was missing for. What still cannot be applied is parked again, with what is behind it.
@ApplicationScoped
public class ReplayParked {

    private final Jdbi jdbi;
    private final PostgresPositions positions;
    private final PostgresParkedEvents parked;
    private final TakeEvents takeEvents;

    public ReplayParked(Jdbi jdbi, PostgresPositions positions, PostgresParkedEvents parked, TakeEvents takeEvents) {
        this.jdbi = jdbi;
        this.positions = positions;
        this.parked = parked;
        this.takeEvents = takeEvents;
    }

    /// @param taken how many were parked
    /// @param left how many still are
    public record Replayed(int taken, int left) {}

    /// @param key the order's id, as the records have it
    public Replayed handle(String topic, String key) {
        return jdbi.inTransaction(transaction -> {
            // The consumer of the partition waits here, so that nothing is parked behind what is being taken away.
            positions.lock(transaction, topic, parked.partitions(transaction, topic, key));
            List<Received> records = parked.takeAway(transaction, topic, key);
            takeEvents.apply(transaction, inVersionOrder(records), Set.of());
            return new Replayed(records.size(), parked.count(transaction, topic, key));
        });
    }

    private static List<Received> inVersionOrder(List<Received> records) {
        return records.stream()
                .map(Decoded::of)
                .sorted(Comparator.comparingInt(ReplayParked::version))
                .map(Decoded::record)
                .toList();
    }

    /// What cannot be read holds up nothing that comes with all versions before it.
    private static int version(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Event event -> event.event().version();
            case Decoded.Undecodable undecodable -> Integer.MAX_VALUE;
        };
    }
}
