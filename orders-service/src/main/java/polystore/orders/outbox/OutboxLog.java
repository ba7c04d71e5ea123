package polystore.orders.outbox;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What the relay reads and where it keeps how far it came.
public interface OutboxLog {

    /// The window that was left unfinished, or the next: from where the last ended to the oldest running transaction.
    Window open();

    /// The next rows of the window above `afterId`, in id order.
    ///
    /// @return at most `limit` rows and the id up to which that is everything
    Page page(Window window, int limit);

    /// Keeps that everything of the window up to `afterId` was acknowledged.
    void moved(Window window);

    /// Sets rows aside that will never be accepted, with the reason.
    void park(List<OutboxEntry> entries, String cause);

    /// The aggregates with parked rows: what follows for them is parked too, so that order is kept.
    Set<UUID> parked();

    /// @param upToId the page holds all rows of the window up to here
    record Page(List<OutboxEntry> entries, long upToId) {}
}
