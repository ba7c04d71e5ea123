package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// Gives each reader a ticket and a snapshot of PostgreSQL under one lock, so that tickets are in the order of
/// snapshots.
///
/// The advisory lock is taken before the transaction begins: inside REPEATABLE READ the snapshot would be older
/// than the lock. The ticket is drawn and the snapshot taken under it, so on one primary snapshots in ticket order
/// are nested: what a lower ticket saw, a higher one sees too. A document computed from a higher ticket may
/// therefore replace one from a lower ticket and never the other way round; backfill, live and repair may race.
/// The lock is not held while reading.
///
/// The ticket is drawn in a statement of its own that commits, so that a crash of the server cannot issue it
/// again, and so that the reading transaction never holds a transaction id that others would have to wait for.
///
/// Never use a standby: its snapshots are not nested with the primary's. After a failover tickets must begin above
/// all old ones: restart the sequence at `epoch << 48`.
public final class Turnstile {

    private static final long RETRY_MIN_MS = 1;
    private static final long RETRY_MAX_MS = 50;
    /// A commit usually becomes visible within microseconds, unless it waits for a synchronous standby.
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);

    private final SnapshotSource source;
    private final Duration visibleWithin;
    private final Pause pause;

    /// Wait between two checks for a change that is not visible yet.
    @FunctionalInterface
    public interface Pause {
        void ofMillis(long ms) throws InterruptedException;
    }

    /// Reads the rows of one snapshot, and knows its ticket.
    @FunctionalInterface
    public interface TicketedReader {
        /// @param snapshot as [SnapshotReader] has it
        void read(long ticket, Connection snapshot) throws SQLException;
    }

    /// @param dataSource of the primary; outside of any transaction, its connections in auto-commit
    /// @param sequence qualified name of the ticket sequence, made with `cache 1`; the role needs USAGE on it
    /// @param lockKey advisory lock of this sequence, the same wherever the sequence is used
    public Turnstile(DataSource dataSource, String sequence, long lockKey) {
        this(dataSource, sequence, lockKey, VISIBLE_WITHIN);
    }

    /// @param visibleWithin longest wait of [#read] for a change to become visible
    public Turnstile(DataSource dataSource, String sequence, long lockKey, Duration visibleWithin) {
        this(new PostgresSnapshots(dataSource, sequence, lockKey), visibleWithin, TimeUnit.MILLISECONDS::sleep);
    }

    public Turnstile(SnapshotSource source, Duration visibleWithin, Pause pause) {
        this.source = source;
        this.visibleWithin = visibleWithin;
        this.pause = pause;
    }

    /// Reads in a snapshot that includes all transactions committed before this call.
    public <T> Ticketed<T> read(SnapshotReader<T> reader) throws SQLException {
        return read(new long[0], reader);
    }

    /// Reads in a snapshot that includes one change.
    ///
    /// @param changedXid full (64-bit) id of its transaction; 0 for none
    public <T> Ticketed<T> read(long changedXid, SnapshotReader<T> reader) throws SQLException {
        return read(changedXid == 0 ? new long[0] : new long[] {changedXid}, reader);
    }

    /// Reads in a snapshot that includes several changes.
    ///
    /// @param changedXids of all of them, because a lower one can become visible after a higher one
    /// @throws ChangeNotVisibleException when one of them stays invisible
    public <T> Ticketed<T> read(long[] changedXids, SnapshotReader<T> reader) throws SQLException {
        try (var session = source.open()) {
            return readWhenVisible(session, changedXids.clone(), reader);
        }
    }

    /// Reads in a snapshot as [#read] does, knowing its ticket while reading: for what is written before all is read.
    public void stream(TicketedReader reader) throws SQLException {
        try (var session = source.open()) {
            var ticket = session.drawTicket();
            session.takeSnapshot(new long[0]);
            reader.read(ticket, session.connection());
        }
    }

    private <T> Ticketed<T> readWhenVisible(
            SnapshotSource.Session session, long[] changedXids, SnapshotReader<T> reader) throws SQLException {
        var deadline = System.nanoTime() + visibleWithin.toNanos();
        for (var waitMs = RETRY_MIN_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
            var ticket = session.drawTicket();
            if (session.takeSnapshot(changedXids)) {
                return new Ticketed<>(ticket, reader.read(session.connection()));
            }
            session.rollback();
            if (System.nanoTime() > deadline) {
                throw new ChangeNotVisibleException(changedXids, visibleWithin.toMillis());
            }
            waitFor(waitMs, changedXids);
        }
    }

    private void waitFor(long waitMs, long[] changedXids) throws SQLException {
        try {
            pause.ofMillis(waitMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for " + Arrays.toString(changedXids), e);
        }
    }
}
