package polystore.analytics.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import polystore.platform.messaging.Batch;
import polystore.platform.messaging.Decoded;
import polystore.platform.messaging.ReceivedRecord;

/// Applies the parked records of one order again, in version order, because a missing version may have arrived
/// later than its successors. A record that still cannot be applied is parked again with those after it.
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

    /// @param taken number of records tried
    /// @param left number of records still parked
    public record Replayed(int taken, int left) {}

    /// @param key of the records: the order id
    public Replayed handle(String topic, String key) {
        return jdbi.inTransaction(transaction -> {
            // Blocks the consumer of the partition, which could otherwise park a record meanwhile.
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

    /// Records that cannot be decoded come last, so that they do not hold up complete versions.
    private static int version(Decoded<IdentifiedEvent> decoded) {
        return decoded instanceof Decoded.Message<IdentifiedEvent>(var record, var identified)
                ? identified.event().version()
                : Integer.MAX_VALUE;
    }
}
