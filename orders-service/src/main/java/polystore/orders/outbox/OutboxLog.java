package polystore.orders.outbox;

import java.util.List;

/// The outbox as the relay reads it, with the relay's position.
interface OutboxLog {

    /// The unfinished window, or the next one: from the end of the last to the oldest running transaction.
    Window open();

    /// The next rows of the window above `afterId`, in id order.
    ///
    /// A row may be a later version of a row beyond the window: its transaction had the lower xid, but waited for
    /// the row lock of the other, and a third transaction holds the horizon between the two. Such earlier versions
    /// are committed, so they are included here in version order; their own window delivers them again.
    Page page(Window window, int limit);

    /// Stores that all rows of the window up to `afterId` were acknowledged.
    void moved(Window window);

    /// @param upToId the page holds all rows of the window up to here
    record Page(List<OutboxEntry> entries, long upToId) {}
}
