package polystore.transformers.turnstile;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Tickets and snapshots of a PostgreSQL primary, in two round trips.
final class PostgresSnapshots implements SnapshotSource {

    private static final String CACHE = "select seqcache from pg_sequence where seqrelid = ?::regclass";

    private final DataSource dataSource;
    private final String sequence;
    private final long lockKey;
    private volatile boolean uncached;

    PostgresSnapshots(DataSource dataSource, String sequence, long lockKey) {
        this.dataSource = dataSource;
        this.sequence = sequence;
        this.lockKey = lockKey;
    }

    @Override
    public Session open() throws SQLException {
        var connection = dataSource.getConnection();
        try {
            requireNoTransaction(connection);
            requireUncachedTickets(connection);
            return new PostgresSession(connection, sequence, lockKey);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireNoTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("a turnstile must be entered outside of a transaction: its snapshot would"
                    + " be older than its ticket");
        }
    }

    /// A sequence with a cache reserves numbers per session, so that tickets would not be in order.
    private void requireUncachedTickets(Connection connection) throws SQLException {
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
}
