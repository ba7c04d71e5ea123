package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;

/// The statements of the turnstile: lock, snapshot with ticket, unlock, in two round trips.
final class Door {

    private static final String LOCK = "select pg_advisory_lock(?)";
    private static final String UNLOCK = "select pg_advisory_unlock(?)";

    /// The ticket is drawn in a subquery, which PostgreSQL does not merge for a volatile function, so the unlock comes
    /// after it. BEGIN, SET and SELECT travel together; the snapshot is taken at the SELECT, under the lock.
    private static final String ENTER = """
            set transaction isolation level repeatable read;
            select entered.ticket,
                   pg_advisory_unlock(?) as unlocked,
                   not exists (select from unnest(?::text[]) as changed(xid)
                                where not pg_visible_in_snapshot(changed.xid::xid8, entered.snapshot)) as visible
              from (select nextval(?::regclass) as ticket, pg_current_snapshot() as snapshot) entered
            """;

    private static final String CACHE = "select seqcache from pg_sequence where seqrelid = ?::regclass";

    private final String sequence;
    private final long lockKey;
    private final int lockWaitMaxS;
    private volatile boolean uncached;

    Door(String sequence, long lockKey, int lockWaitMaxS) {
        this.sequence = sequence;
        this.lockKey = lockKey;
        this.lockWaitMaxS = lockWaitMaxS;
    }

    /// A snapshot that was entered; closing it rolls back and gives the connection back as it was.
    record Entry(Connection connection, long ticket, boolean changesVisible) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            try {
                connection.rollback();
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    Entry enter(Connection connection, long[] changedXids) throws SQLException {
        try {
            lock(connection);
            connection.setAutoCommit(false);
            return takeSnapshot(connection, changedXids);
        } catch (SQLException | RuntimeException e) {
            leave(connection, e);
            throw e;
        }
    }

    private void lock(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement(LOCK)) {
            lock.setQueryTimeout(lockWaitMaxS);
            lock.setLong(1, lockKey);
            lock.execute();
        }
    }

    private Entry takeSnapshot(Connection connection, long[] changedXids) throws SQLException {
        try (var enter = connection.prepareStatement(ENTER)) {
            enter.setLong(1, lockKey);
            enter.setArray(2, connection.createArrayOf("text", unsigned(changedXids)));
            enter.setString(3, sequence);
            enter.execute();
            enter.getMoreResults();
            try (var row = enter.getResultSet()) {
                row.next();
                return new Entry(connection, row.getLong("ticket"), row.getBoolean("visible"));
            }
        }
    }

    /// After a failure it is not known whether the lock is held: a cancel can come after it was granted. Unlocking what
    /// is not held is only a warning; on a broken connection the server has let go of it.
    private void leave(Connection connection, Exception cause) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (var unlock = connection.prepareStatement(UNLOCK)) {
                unlock.setLong(1, lockKey);
                unlock.execute();
            }
        } catch (SQLException broken) {
            cause.addSuppressed(broken);
            abort(connection, cause);
        }
    }

    private static void abort(Connection connection, Exception cause) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyGone) {
            cause.addSuppressed(alreadyGone);
        }
    }

    /// A sequence with a cache hands each session numbers in advance, which would order tickets by session.
    void requireUncachedTickets(Connection connection) throws SQLException {
        if (uncached) {
            return;
        }
        try (var query = connection.prepareStatement(CACHE)) {
            query.setString(1, sequence);
            try (var row = query.executeQuery()) {
                if (!row.next() || row.getLong(1) != 1) {
                    throw new IllegalStateException(
                            "sequence " + sequence + " caches tickets: alter sequence " + sequence + " cache 1");
                }
            }
        }
        uncached = true;
    }

    private static String[] unsigned(long[] xids) {
        var texts = new String[xids.length];
        for (var i = 0; i < xids.length; i++) {
            texts[i] = Long.toUnsignedString(xids[i]);
        }
        return texts;
    }
}
