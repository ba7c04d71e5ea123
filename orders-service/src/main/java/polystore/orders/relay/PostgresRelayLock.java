package polystore.orders.relay;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import polystore.orders.outbox.DocumentPublisher;
import polystore.orders.outbox.PostgresOutboxLog;
import polystore.orders.outbox.PostgresOutboxParking;
import polystore.orders.outbox.Publisher;
import polystore.orders.outbox.Relay;

/// The advisory lock that makes one instance the leader of the relay. The relay works on the connection that holds the
/// lock, so that it cannot write after it has lost it.
@ApplicationScoped
class PostgresRelayLock {

    private static final Logger LOG = Logger.getLogger(PostgresRelayLock.class);
    private static final String LOCK = "select pg_try_advisory_lock(hashtextextended('polystore.orders.relay', 0))";
    private static final String UNLOCK = "select pg_advisory_unlock_all()";
    /// Without it PostgreSQL would keep the lock of a leader whose machine has failed for two hours.
    private static final String KEEP_ALIVE =
            "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 2";

    private final AgroalDataSource pool;

    PostgresRelayLock(AgroalDataSource pool) {
        this.pool = pool;
    }

    /// The work of the leader while it holds the lock.
    interface Leading {
        void run(Relay relay) throws Exception;
    }

    /// Runs `leading` until it ends or fails, unless another instance holds the lock.
    ///
    /// @return false when another instance holds the lock
    boolean lead(Publisher events, DocumentPublisher documents, Leading leading) throws Exception {
        try (var connection = pool.getConnection()) {
            if (!isTaken(connection)) {
                return false;
            }
            try {
                execute(connection, KEEP_ALIVE);
                leading.run(relay(connection, events, documents));
                return true;
            } finally {
                release(connection);
            }
        }
    }

    private static Relay relay(Connection connection, Publisher events, DocumentPublisher documents) {
        var parking = new PostgresOutboxParking(Jdbi.create(connection).installPlugin(new PostgresPlugin()));
        return new Relay(new PostgresOutboxLog(connection), parking, events, documents);
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// The pool keeps the session, and with it the lock, open; a broken session has released the lock already.
    private static void release(Connection connection) {
        try {
            execute(connection, UNLOCK);
        } catch (SQLException broken) {
            LOG.debug("The connection of the leader is broken, which has released its lock", broken);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
