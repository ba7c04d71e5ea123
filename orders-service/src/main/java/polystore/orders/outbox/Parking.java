package polystore.orders.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Rows that Kafka never takes, and what followed for the same order: set aside so that all others flow.
public interface Parking {

    /// Sets rows aside, each with the reason; one that is aside already stays as it is.
    void park(Map<OutboxEntry, String> rows);

    /// Which of these aggregates have parked rows: what follows for them is parked too, so that order is kept.
    Set<UUID> blocked(Collection<UUID> aggregates);

    /// The first `limit` parked rows above `afterId`, in id order, which is version order in every aggregate.
    List<OutboxEntry> parked(long afterId, int limit);

    /// Forgets rows that were delivered after all.
    void release(Collection<OutboxEntry> rows);
}
