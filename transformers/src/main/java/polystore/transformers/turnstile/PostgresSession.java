package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;

/// The statements of the turnstile on one connection.
final class PostgresSession implements SnapshotSource.Session {

    /// Longest wait for the lock, which each reader holds for less than a millisecond.
    private static final int LOCK_WAIT_MAX_S = 10;

    /// Runs in a transaction of its own that commits. PostgreSQL logs a sequence 32 numbers ahead and flushes that
    /// record at the commit. A ticket drawn in a transaction that is rolled back, or with `synchronous_commit`
    /// off, could be issued again after a crash. `offset 0` keeps the lock in a subquery, so that the ticket is
    /// drawn after the lock is granted.
    private static final String DRAW = """
        select nextval(?::regclass)
          from (select set_config('synchronous_commit', 'on', true), pg_advisory_lock(?) offset 0) locked
        """;

    /// BEGIN, SET and SELECT are sent together; the snapshot is taken at the SELECT, while the lock is held.
    private static final String SNAPSHOT = """
        set transaction isolation level repeatable read;
        select pg_advisory_unlock(?),
               not exists (select from unnest(?::text[]) as changed(xid)
                            where not pg_visible_in_snapshot(changed.xid::xid8, pg_current_snapshot()))
        """;

    private static final String UNLOCK = "select pg_advisory_unlock(?)";

    private final Connection connection;
    private final String sequence;
    private final long lockKey;
    private boolean locked;

    PostgresSession(Connection connection, String sequence, long lockKey) {
        this.connection = connection;
        this.sequence = sequence;
        this.lockKey = lockKey;
    }

    @Override
    public long drawTicket() throws SQLException {
        locked = true;
        try (var draw = connection.prepareStatement(DRAW)) {
            draw.setQueryTimeout(LOCK_WAIT_MAX_S);
            draw.setString(1, sequence);
            draw.setLong(2, lockKey);
            try (var row = draw.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public boolean takeSnapshot(long[] changedXids) throws SQLException {
        connection.setAutoCommit(false);
        try (var snapshot = connection.prepareStatement(SNAPSHOT)) {
            snapshot.setLong(1, lockKey);
            snapshot.setArray(2, connection.createArrayOf("text", unsigned(changedXids)));
            snapshot.execute();
            snapshot.getMoreResults();
            try (var row = snapshot.getResultSet()) {
                row.next();
                locked = !row.getBoolean(1);
                return row.getBoolean(2);
            }
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void rollback() throws SQLException {
        if (!connection.getAutoCommit()) {
            try {
                connection.rollback();
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            rollback();
            unlock();
        } catch (SQLException broken) {
            abort(broken);
            throw broken;
        } finally {
            connection.close();
        }
    }

    /// After a failure the lock may be held, because a cancellation can arrive after it was granted. Releasing a
    /// lock that is not held is only a warning; on a broken connection the server has released it.
    private void unlock() throws SQLException {
        if (locked) {
            try (var unlock = connection.prepareStatement(UNLOCK)) {
                unlock.setLong(1, lockKey);
                unlock.execute();
            }
        }
    }

    private void abort(SQLException cause) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException alreadyGone) {
            cause.addSuppressed(alreadyGone);
        }
    }

    private static String[] unsigned(long[] xids) {
        var texts = new String[xids.length];
        for (var i = 0; i < xids.length; i++) {
            texts[i] = Long.toUnsignedString(xids[i]);
        }
        return texts;
    }
}
