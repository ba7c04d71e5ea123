package polystore.orders.outbox;

import java.util.List;

/// What the relay reads and where it keeps how far it came.
public interface OutboxLog {

    /// The window that was left unfinished, or the next: from where the last ended to the oldest running transaction.
    Window open();

    /// The next rows of the window above `afterId`, in id order.
    ///
    /// A row may be the later version of one that lies beyond the window: its transaction had the lower xid, but
    /// waited for the other's row lock, and a third one still holds the horizon between the two. Such earlier
    /// versions are committed, so they come along, in their place; their own window brings them once more.
    Page page(Window window, int limit);

    /// Keeps that everything of the window up to `afterId` was acknowledged.
    void moved(Window window);

    /// @param upToId the page holds all rows of the window up to here
    record Page(List<OutboxEntry> entries, long upToId) {}
}
