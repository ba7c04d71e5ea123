package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Sends parked rows again, in order, after the cause was corrected.
///
/// Needs no lock: two concurrent replays can only repeat rows, not reorder them, and the relay does not send rows
/// of an order while one of its rows is parked.
public final class ReplayParked {

    /// Rows per page, in memory and in flight.
    private static final int PAGE = 500;

    /// Pages per call, so that it ends before its caller's timeout.
    private static final int PAGES_MAX = 20;

    private final OutboxParking parking;
    private final Publisher publisher;

    public ReplayParked(OutboxParking parking, Publisher publisher) {
        this.parking = parking;
        this.publisher = publisher;
    }

    /// @param delivered rows that Kafka acknowledged
    /// @param refused rows that stay parked, because Kafka refuses them or one before them
    public record Replay(int delivered, int refused) {}

    /// Sends each row once, at most ten thousand.
    ///
    /// @throws Publisher.UnavailableException when Kafka is unavailable: the remaining rows stay parked
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
