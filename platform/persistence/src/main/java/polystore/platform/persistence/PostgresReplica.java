package polystore.platform.persistence;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// The way to PostgreSQL for reads that may be some seconds old: by the replica, as a role that can only select.
///
/// A read goes to the primary while the replica is away or too far behind, and is repeated there when the replica
/// fails in the middle of it; so what is read here must have no effect.
public final class PostgresReplica implements AutoCloseable {

    /// No connection (08, or none from the pool in time), no resources (53), shutting down or not accepting (57P), a
    /// query in the way of replay (40001). A query that took too long (57014) would take as long on the primary.
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

    /// One statement, or several that need not agree.
    public <T, X extends Exception> T read(HandleCallback<T, X> query) throws X {
        return replicaOrPrimary(jdbi -> jdbi.withHandle(query));
    }

    /// Statements that see the database as it was at one moment.
    public <T, X extends Exception> T snapshot(HandleCallback<T, X> query) throws X {
        return replicaOrPrimary(jdbi -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, query));
    }

    @Override
    public void close() {
        lag.close();
    }

    /// A read, of whichever server.
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
