package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Tries parked rows again, in order, after whatever kept them out was changed.
///
/// Without a lock: two at once, or one beside the relay, can only repeat rows, never swap them. The relay sends
/// nothing of an order directly while one of its rows is parked.
public final class ReplayParked {

    /// Rows in memory and under way at once.
    private static final int PAGE = 500;

    /// Pages of one call, so that it ends while its caller still waits.
    private static final int PAGES_MAX = 20;

    private final Parking parking;
    private final Publisher publisher;

    public ReplayParked(Parking parking, Publisher publisher) {
        this.parking = parking;
        this.publisher = publisher;
    }

    /// @param delivered rows that Kafka took now
    /// @param refused rows that it still does not take, or that wait behind one; they stay parked
    public record Replay(int delivered, int refused) {}

    /// Tries each row once, at most ten thousand.
    ///
    /// @throws Publisher.UnavailableException when Kafka is away: what was not released stays parked
    public Replay handle() throws Publisher.UnavailableException, InterruptedException {
        var blocked = new HashSet<UUID>();
        var delivered = 0;
        var refused = 0;
        var rows = parking.parked(Long.MIN_VALUE, PAGE);
        for (var page = 1; !rows.isEmpty() && page <= PAGES_MAX; page++) {
            var taken = deliver(rows, blocked);
            delivered += taken;
            refused += rows.size() - taken;
            rows = parking.parked(rows.getLast().id(), PAGE);
        }
        return new Replay(delivered, refused);
    }

    private int deliver(List<OutboxEntry> rows, Set<UUID> blocked)
            throws Publisher.UnavailableException, InterruptedException {
        var taken = new ArrayList<>(rows);
        taken.removeIf(row -> blocked.contains(row.aggregate()));
        var refused = publisher.publish(taken).keySet();
        refused.forEach(row -> blocked.add(row.aggregate()));
        taken.removeAll(refused);
        parking.release(taken);
        return taken.size();
    }
}
