package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Delivers every committed row at least once, per aggregate in version order once repeats are dropped by event id.
///
/// Reads windows of transactions that have all ended, ordered by id inside. `id > cursor` would pass a slower
/// transaction and lose its rows in silence: an id is taken before its commit. Ordering by xid would swap versions: the
/// transaction with the lower xid can wait for the row lock of the one with the higher.
public final class Relay {

    /// Rows held in memory and under way at once.
    static final int PAGE = 500;

    static final String BEHIND = "behind a parked row of the same order";

    private final OutboxLog log;
    private final Parking parking;
    private final Publisher publisher;
    private final DocumentPublisher documents;

    public Relay(OutboxLog log, Parking parking, Publisher publisher, DocumentPublisher documents) {
        this.log = log;
        this.parking = parking;
        this.publisher = publisher;
        this.documents = documents;
    }

    /// @param sent rows acknowledged
    /// @param parked rows set aside
    /// @param idle whether all that can be delivered is
    public record Pass(int sent, int parked, boolean idle) {}

    /// Delivers one page of rows and only then moves on.
    public Pass pass() throws Publisher.UnavailableException, InterruptedException {
        var window = log.open();
        if (window.isDone()) {
            return new Pass(0, 0, true);
        }
        var page = log.page(window, PAGE);
        var parked = deliver(page.entries());
        // Of parked rows too: a document says what the order is, not which of its events were sent.
        documents.publish(page.entries());
        log.moved(window.deliveredTo(page.upToId()));
        return new Pass(page.entries().size() - parked, parked, false);
    }

    /// @return how many were parked
    private int deliver(List<OutboxEntry> entries) throws Publisher.UnavailableException, InterruptedException {
        var blocked =
                parking.blocked(entries.stream().map(OutboxEntry::aggregate).collect(Collectors.toSet()));
        var free = new ArrayList<OutboxEntry>();
        Map<OutboxEntry, String> aside = new LinkedHashMap<>();
        for (var entry : entries) {
            if (blocked.contains(entry.aggregate())) {
                aside.put(entry, BEHIND);
            } else {
                free.add(entry);
            }
        }
        aside.putAll(publisher.publish(free));
        if (!aside.isEmpty()) {
            parking.park(aside);
        }
        return aside.size();
    }
}
