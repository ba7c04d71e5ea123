package polystore.orders.relay;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import polystore.orders.outbox.DocumentPublisher;
import polystore.orders.outbox.KafkaPublisher;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.outbox.PostgresOutboxLog;
import polystore.orders.outbox.PostgresParking;
import polystore.orders.outbox.Relay;

/// Runs the relay in one instance at a time: whoever holds the advisory lock leads, the others wait for it.
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String LEAD = "select pg_try_advisory_lock(hashtextextended('polystore.orders.relay', 0))";
    private static final String KEEP_ALIVE =
            "set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 2";
    /// What other instances commit is seen this late.
    private static final long POLL_MS = 100;
    /// Between passes that found something: a pass costs the same for one event as for a hundred.
    private static final long GATHER_MS = 20;
    private static final long LEADER_POLL_MS = 1_000;
    private static final long BACKOFF_MAX_MS = 2_000;
    private static final long STOP_WAIT_MS = 3_000;

    private final AgroalDataSource pool;
    private final Producer<String, byte[]> producer;
    private final DocumentPublisher documents;
    private final OutboxSignal signal;
    private final RelayMetrics metrics;
    private final boolean enabled;
    private @Nullable Thread thread;

    public OutboxRelay(
            AgroalDataSource pool,
            Producer<String, byte[]> producer,
            DocumentPublisher documents,
            OutboxSignal signal,
            RelayMetrics metrics,
            @ConfigProperty(name = "polystore.orders.relay", defaultValue = "true") boolean enabled) {
        this.pool = pool;
        this.producer = producer;
        this.documents = documents;
        this.signal = signal;
        this.metrics = metrics;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent started) {
        if (enabled) {
            thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(STOP_WAIT_MS);
        }
    }

    private void run() {
        var backoff = POLL_MS;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                leadOrWait();
                backoff = POLL_MS;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warnf("The relay rests for %d ms, nothing is lost: %s", backoff, e);
                backoff = rest(backoff);
            }
        }
    }

    private void leadOrWait() throws Exception {
        try (var connection = pool.getConnection()) {
            if (isLeader(connection)) {
                lead(connection);
            } else {
                Thread.sleep(LEADER_POLL_MS);
            }
        }
    }

    /// Relays until something fails; the connection, and with it the lock, is then given up.
    private void lead(Connection connection) throws Exception {
        try {
            metrics.leads(true);
            beMissedSoon(connection);
            var relay = relay(connection);
            while (!Thread.currentThread().isInterrupted()) {
                var pass = relay.pass();
                metrics.count(pass);
                if (pass.idle()) {
                    signal.await(POLL_MS);
                } else {
                    Thread.sleep(GATHER_MS);
                }
            }
        } finally {
            metrics.leads(false);
            release(connection);
        }
    }

    private Relay relay(Connection connection) {
        var parking = new PostgresParking(Jdbi.create(connection).installPlugin(new PostgresPlugin()));
        return new Relay(new PostgresOutboxLog(connection), parking, new KafkaPublisher(producer), documents);
    }

    /// A leader that loses its power says no goodbye: PostgreSQL would keep its lock for two hours.
    private static void beMissedSoon(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(KEEP_ALIVE);
        }
    }

    private static boolean isLeader(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(LEAD)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /// The pool keeps the session, so the lock must be let go of by hand; a broken session let go of it already.
    private static void release(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException broken) {
            LOG.debug("the leader's connection is gone, and its lock with it", broken);
        }
    }

    private static long rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Math.min(millis * 2, BACKOFF_MAX_MS);
    }
}
