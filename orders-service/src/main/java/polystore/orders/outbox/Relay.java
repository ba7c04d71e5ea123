package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Delivers every committed row at least once; after deduplication by event id, the rows of each aggregate are in
/// version order.
///
/// Reads windows of transactions that have all ended, ordered by id within a window. With `id > cursor`, rows of a
/// slower transaction would be lost, because an id is assigned before the commit. Ordering by xid would reorder
/// versions, because a transaction with a lower xid can wait for the row lock of one with a higher xid.
public final class Relay {

    /// Rows per page, in memory and in flight.
    static final int PAGE = 500;

    static final String BEHIND = "behind a parked row of the same order";

    private final OutboxLog log;
    private final OutboxParking parking;
    private final Publisher publisher;
    private final DocumentPublisher documents;

    public Relay(OutboxLog log, OutboxParking parking, Publisher publisher, DocumentPublisher documents) {
        this.log = log;
        this.parking = parking;
        this.publisher = publisher;
        this.documents = documents;
    }

    /// @param sent rows acknowledged
    /// @param parked rows parked
    /// @param idle whether all rows that can be delivered are delivered
    public record Pass(int sent, int parked, boolean idle) {}

    /// Delivers one page of rows and then advances the position.
    public Pass pass() throws Publisher.UnavailableException, InterruptedException {
        var window = log.open();
        if (window.isDone()) {
            return new Pass(0, 0, true);
        }
        var page = log.page(window, PAGE);
        var events = page.entries().stream().filter(OutboxEntry::isEvent).toList();
        var parked = deliver(events);
        // Also for parked rows, because a document has the state of the order and does not depend on sent events.
        documents.publish(page.entries());
        log.moved(window.deliveredTo(page.upToId()));
        return new Pass(events.size() - parked, parked, false);
    }

    /// @return the number of parked rows
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
