package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.Decoded;
import polystore.platform.messaging.ReceivedRecord;

/// Tries the parked records of one order again, in the order of its versions: what was missing may have come after what
/// it was missing for. What still cannot be applied is parked again, with what is behind it.
@ApplicationScoped
public class ReplayParked {

    private final Jdbi jdbi;
    private final PostgresOffsets offsets;
    private final PostgresParkedEvents parked;
    private final TakeEvents takeEvents;

    public ReplayParked(Jdbi jdbi, PostgresOffsets offsets, PostgresParkedEvents parked, TakeEvents takeEvents) {
        this.jdbi = jdbi;
        this.offsets = offsets;
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
            offsets.lock(transaction, topic, parked.partitions(transaction, topic, key));
            List<ReceivedRecord> records = parked.takeAway(transaction, topic, key);
            if (!records.isEmpty()) {
                takeEvents.apply(transaction, inVersionOrder(records), Set.of());
            }
            return new Replayed(records.size(), parked.count(transaction, topic, key));
        });
    }

    private static Batch<IdentifiedEvent> inVersionOrder(List<ReceivedRecord> records) {
        return new Batch<>(Batch.decode(records, IdentifiedEvent::decode).decoded().stream()
                .sorted(Comparator.comparingInt(ReplayParked::version))
                .toList());
    }

    /// What cannot be read holds up nothing that comes with all versions before it.
    private static int version(Decoded<IdentifiedEvent> decoded) {
        return decoded instanceof Decoded.Message<IdentifiedEvent>(var record, var identified)
                ? identified.event().version()
                : Integer.MAX_VALUE;
    }
}
