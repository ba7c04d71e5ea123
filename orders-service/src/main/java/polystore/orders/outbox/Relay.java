package polystore.orders.outbox;

import java.util.ArrayList;
import java.util.List;

/// Delivers every committed row at least once, per aggregate in version order.
///
/// Reads windows of transactions that have all ended, ordered by id inside. `id > cursor` would pass a slower
/// transaction and lose its rows in silence: an id is taken before its commit. Ordering by xid would swap two versions:
/// the transaction with the lower xid can wait for the row lock of the one with the higher.
public final class Relay {

    /// Rows held in memory and under way at once.
    static final int PAGE = 500;

    private final OutboxLog log;
    private final Publisher publisher;

    public Relay(OutboxLog log, Publisher publisher) {
        this.log = log;
        this.publisher = publisher;
    }

    /// Delivers one page of rows and only then moves on.
    ///
    /// @return how many rows were read; 0 when all is delivered
    public int pass() throws Publisher.UnavailableException, InterruptedException {
        var window = log.open();
        if (window.isDone()) {
            return 0;
        }
        var page = log.page(window, PAGE);
        deliver(page.entries());
        log.moved(window.deliveredTo(page.upToId()));
        return page.entries().size();
    }

    private void deliver(List<OutboxEntry> entries) throws Publisher.UnavailableException, InterruptedException {
        var blocked = log.parked();
        var free = new ArrayList<OutboxEntry>();
        var behind = new ArrayList<OutboxEntry>();
        entries.forEach(entry -> (blocked.contains(entry.aggregate()) ? behind : free).add(entry));
        var refused = publisher.publish(free);
        refused.forEach((entry, cause) -> log.park(List.of(entry), cause));
        if (!behind.isEmpty()) {
            log.park(behind, "behind a parked row of the same order");
        }
    }
}
