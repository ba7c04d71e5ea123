package polystore.orders.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Rows that Kafka refuses, and later rows of the same orders. They are parked, so that all others are delivered.
interface OutboxParking {

    /// Parks rows, each with the reason; rows parked before are not changed.
    void park(Map<OutboxEntry, String> rows);

    /// The aggregates that have parked rows: their later rows are parked too, which keeps their order.
    Set<UUID> blocked(Collection<UUID> aggregates);

    /// The first `limit` parked rows above `afterId`, in id order, which is version order in every aggregate.
    List<OutboxEntry> parked(long afterId, int limit);

    /// Deletes rows that were delivered by a replay.
    void release(Collection<OutboxEntry> rows);
}
