package polystore.platform.persistence;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Reads that may be some seconds old: from the replica, as a role that can only select.
///
/// A read uses the primary while the replica is unavailable or too far behind, and is repeated there when the
/// replica fails during the read; therefore it must have no side effects.
public final class PostgresReplica implements AutoCloseable {

    /// No connection (08, or none from the pool in time), no resources (53), shutting down or not accepting (57P),
    /// a conflict with recovery (40001). A query that timed out (57014) would time out on the primary too.
    private static final String REPLICA_AT_FAULT = "(08|53|57P|40001).*";

    private final Jdbi primary;
    private final Jdbi replica;
    private final PostgresReplicaLag lag;

    private PostgresReplica(Jdbi primary, Jdbi replica, PostgresReplicaLag lag) {
        this.primary = primary;
        this.replica = replica;
        this.lag = lag;
    }

    /// @param lagMax how old a read may be
    public static PostgresReplica of(
            Jdbi primary, DataSource primaryPool, Jdbi replica, DataSource replicaPool, Duration lagMax) {
        return new PostgresReplica(primary, replica, PostgresReplicaLag.watch(primaryPool, replicaPool, lagMax));
    }

    /// Runs statements that need no common snapshot.
    public <T, X extends Exception> T read(HandleCallback<T, X> query) throws X {
        return replicaOrPrimary(jdbi -> jdbi.withHandle(query));
    }

    /// Runs statements in one snapshot.
    public <T, X extends Exception> T snapshot(HandleCallback<T, X> query) throws X {
        return replicaOrPrimary(jdbi -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, query));
    }

    @Override
    public void close() {
        lag.close();
    }

    /// A read, run on either server.
    private interface Read<T, X extends Exception> {
        T of(Jdbi jdbi) throws X;
    }

    private <T, X extends Exception> T replicaOrPrimary(Read<T, X> read) throws X {
        if (!lag.isTolerable()) {
            return read.of(primary);
        }
        try {
            return read.of(replica);
        } catch (JdbiException e) {
            if (!isReplicaAtFault(e)) {
                throw e;
            }
            lag.unreachable();
            if (!lag.primaryAnswers()) {
                throw e;
            }
            return read.of(primary);
        }
    }

    private static boolean isReplicaAtFault(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() == null || sql.getSQLState().matches(REPLICA_AT_FAULT);
            }
        }
        return false;
    }
}
