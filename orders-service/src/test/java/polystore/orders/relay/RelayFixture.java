package polystore.orders.relay;

import com.fasterxml.uuid.Generators;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.Producer;
import org.jdbi.v3.core.Jdbi;
import polystore.orders.OrdersStores;
import polystore.orders.documents.OrderDocumentsRelay;
import polystore.orders.documents.PostgresOrderDocuments;
import polystore.orders.outbox.KafkaPublisher;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.time.Now;
import polystore.platform.messaging.KafkaClients;
import polystore.platform.persistence.PostgresJdbi;
import polystore.stores.ServiceDatabase;

/// A database with an outbox, and any number of instances of the relay on it.
final class RelayFixture implements AutoCloseable {

    private static final String APPEND = """
        insert into outbox (event_id, aggregate, version, type, payload)
        values (uuidv7(), ?, ?, 'polystore.orders.Test', ?::json)
        """;
    private static final Duration WAIT_MAX = Duration.ofSeconds(40);

    final ServiceDatabase database = OrdersStores.migrated();
    final String bootstrap;
    final Jdbi jdbi = Jdbi.create(this::connect);
    private final Deque<Instance> open = new ArrayDeque<>();

    RelayFixture(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// The relay of one process, with its pool, producer and meters.
    record Instance(
            AgroalDataSource pool,
            Producer<String, byte[]> producer,
            SimpleMeterRegistry meters,
            RelayMetrics metrics,
            PostgresBacklog backlog,
            OutboxRelay relay)
            implements AutoCloseable {

        double count(String meter) {
            return meters.get(meter).counter().count();
        }

        @Override
        public void close() {
            try {
                relay.stop(new ShutdownEvent());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            producer.close(Duration.ofSeconds(1));
            pool.close();
        }
    }

    Instance start() throws SQLException {
        var pool = pool();
        var producer = new KafkaClients(Map.of("bootstrap.servers", bootstrap)).producer();
        var meters = new SimpleMeterRegistry();
        var backlog = new PostgresBacklog(PostgresJdbi.of(pool));
        var metrics = new RelayMetrics(backlog, meters);
        var documents = new OrderDocumentsRelay(
                new PostgresOrderDocuments(pool), producer, Generators.timeBasedEpochGenerator(), new Now(), meters);
        var relay = new OutboxRelay(
                new PostgresRelayLock(pool),
                new KafkaPublisher(producer),
                documents,
                new OutboxSignal(),
                metrics,
                true);
        relay.start(new StartupEvent());
        var instance = new Instance(pool, producer, meters, metrics, backlog, relay);
        open.push(instance);
        return instance;
    }

    private AgroalDataSource pool() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .acquisitionTimeout(Duration.ofSeconds(2))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(
                                        new NamePrincipal(database.application().user()))
                                .credential(new SimplePassword(
                                        database.application().password())))));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(),
                database.application().user(),
                database.application().password());
    }

    /// Commits one row.
    void append(UUID aggregate, int version) throws SQLException {
        try (var connection = connect()) {
            append(connection, aggregate, version, "");
        }
    }

    /// @param filling makes the payload large
    static void append(Connection connection, UUID aggregate, int version, String filling) throws SQLException {
        try (var statement = connection.prepareStatement(APPEND)) {
            statement.setObject(1, aggregate);
            statement.setInt(2, version);
            statement.setString(3, "{\"version\":" + version + ",\"filling\":\"" + filling + "\"}");
            statement.executeUpdate();
        }
    }

    /// Terminates the connection of the leader.
    void killLeader() {
        jdbi.useHandle(handle -> handle.execute("""
            select pg_terminate_backend(pid) from pg_locks
            where locktype = 'advisory' and granted
              and database = (select oid from pg_database where datname = current_database())
              and (classid::bigint << 32 | objid::bigint) = hashtextextended('polystore.orders.relay', 0)\
            """));
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + WAIT_MAX.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + WAIT_MAX + ": " + what);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
