package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// Lets readers into PostgreSQL one at a time, each with a ticket, so that ticket order is snapshot order.
///
/// The advisory lock is taken before the transaction begins: inside REPEATABLE READ the snapshot would be older than
/// the lock. Ticket and snapshot are then taken under it, so on one primary snapshots in ticket order are nested: what
/// a lower ticket saw, a higher one sees too. A document computed from a higher ticket may therefore replace one from a
/// lower ticket and never the other way round; backfill, live and repair may race. The lock is held for one statement,
/// not for the reading.
///
/// The transaction is not READ ONLY, which would refuse `nextval`. Never use a standby: its snapshots are not nested
/// with the primary's. After a failover tickets must begin above all old ones: restart the sequence at
/// `epoch << 48`.
public final class Turnstile {

    /// Longer than any queue of readers whose turn takes under a millisecond; a holder that hangs shows as an error.
    private static final int LOCK_WAIT_MAX_S = 10;

    private static final long RETRY_MIN_MS = 1;
    private static final long RETRY_MAX_MS = 50;
    /// A commit becomes visible within microseconds of being decoded, or has to wait for a standby.
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final Door door;
    private final Duration visibleWithin;

    /// @param dataSource of the primary; outside of any transaction, its connections in auto-commit
    /// @param sequence qualified name of the ticket sequence, made with `cache 1`; the role needs USAGE on it
    /// @param lockKey advisory lock of this sequence, the same wherever the sequence is used
    public Turnstile(DataSource dataSource, String sequence, long lockKey) {
        this(dataSource, sequence, lockKey, VISIBLE_WITHIN);
    }

    /// @param visibleWithin how long [#read] waits for a change to become visible
    public Turnstile(DataSource dataSource, String sequence, long lockKey, Duration visibleWithin) {
        this.dataSource = dataSource;
        this.door = new Door(sequence, lockKey, LOCK_WAIT_MAX_S);
        this.visibleWithin = visibleWithin;
    }

    /// Reads in a snapshot that sees everything committed before this call, for a backfill or after reading an outbox.
    public <T> Ticketed<T> read(SnapshotReader<T> reader) throws SQLException {
        return read(new long[0], reader);
    }

    /// Reads in a snapshot that sees one change.
    ///
    /// @param changedXid full (64-bit) id of the transaction that made it; 0 for none
    public <T> Ticketed<T> read(long changedXid, SnapshotReader<T> reader) throws SQLException {
        return read(changedXid == 0 ? new long[0] : new long[] {changedXid}, reader);
    }

    /// Reads in a snapshot that sees several changes.
    ///
    /// @param changedXids of all of them: the highest alone would not do, a lower one can become visible after it
    /// @throws ChangeNotVisibleException when one of them stays invisible
    public <T> Ticketed<T> read(long[] changedXids, SnapshotReader<T> reader) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            requireNoTransaction(connection);
            door.requireUncachedTickets(connection);
            return readWhenVisible(connection, changedXids.clone(), reader);
        }
    }

    private <T> Ticketed<T> readWhenVisible(Connection connection, long[] changedXids, SnapshotReader<T> reader)
            throws SQLException {
        var deadline = System.nanoTime() + visibleWithin.toNanos();
        for (var waitMs = RETRY_MIN_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
            try (var entry = door.enter(connection, changedXids)) {
                if (entry.changesVisible()) {
                    return new Ticketed<>(entry.ticket(), reader.read(connection));
                }
            }
            if (System.nanoTime() > deadline) {
                throw new ChangeNotVisibleException(changedXids, visibleWithin.toMillis());
            }
            pause(waitMs, changedXids);
        }
    }

    private static void pause(long waitMs, long[] changedXids) throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(waitMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for " + Arrays.toString(changedXids), e);
        }
    }

    private static void requireNoTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("a turnstile must be entered outside of a transaction: its snapshot would"
                    + " be older than its ticket");
        }
    }
}
