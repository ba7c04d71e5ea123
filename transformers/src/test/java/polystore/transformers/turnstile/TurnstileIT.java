package polystore.transformers.turnstile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

class TurnstileIT {

    private static final long KEY = 4711;
    private static ServiceDatabase database;

    /// One connection, handed out again and again like a pool's, so that what a reading leaves behind is seen.
    private OneConnection dataSource;

    private Turnstile turnstile;

    @BeforeAll
    static void makeSchema() throws SQLException {
        database = TestStores.postgres().freshDatabase("orders");
        try (var connection = source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create sequence ticket cache 1");
            statement.execute("create sequence cached cache 20");
            statement.execute("create table counter (id int primary key, n bigint not null)");
            statement.execute("insert into counter select i, 0 from generate_series(1, 4) i");
        }
    }

    @BeforeEach
    void open() throws SQLException {
        dataSource = new OneConnection(source().getConnection());
        turnstile = new Turnstile(dataSource, "ticket", KEY);
    }

    @AfterEach
    void close() throws SQLException {
        dataSource.connection().close();
    }

    @Test
    void givesRisingTicketsAndTheReadersValue() throws SQLException {
        var first = turnstile.read(TurnstileIT::sum);
        var second = turnstile.read(TurnstileIT::sum);

        assertThat(second.ticket()).isGreaterThan(first.ticket());
    }

    @Test
    void readsInOneSnapshotAndRollsBack() throws SQLException {
        var read = turnstile.read(snapshot -> {
            var before = sum(snapshot);
            execute("update counter set n = n + 1 where id = 1");
            return sum(snapshot) - before;
        });

        assertThat(read.value()).isZero();
    }

    @Test
    void givesTheConnectionBackAsItWas() throws SQLException {
        turnstile.read(TurnstileIT::sum);

        assertThat(dataSource.connection().getAutoCommit()).isTrue();
        assertThat(dataSource.connection().getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(locksHeld()).isZero();
    }

    @Test
    void letsGoOfLockAndTransactionWhenTheReaderFails() throws SQLException {
        assertThatThrownBy(() -> turnstile.read(snapshot -> {
                    throw new SQLException("broken reader");
                }))
                .hasMessage("broken reader");

        assertThat(dataSource.connection().getAutoCommit()).isTrue();
        assertThat(locksHeld()).isZero();
    }

    @Test
    void letsGoOfTheLockWhenTheTicketFails() throws SQLException {
        var noRight = new Turnstile(dataSource, "ticket", KEY);
        noRight.read(TurnstileIT::sum);
        execute("alter sequence ticket rename to hidden");
        try {
            assertThatThrownBy(() -> noRight.read(TurnstileIT::sum)).isInstanceOf(SQLException.class);
        } finally {
            execute("alter sequence hidden rename to ticket");
        }

        assertThat(dataSource.connection().getAutoCommit()).isTrue();
        assertThat(locksHeld()).isZero();
    }

    @Test
    void doesNotHoldTheLockWhileReading() throws SQLException {
        var held = turnstile.read(snapshot -> locksHeld());

        assertThat(held.value()).isZero();
    }

    /// PostgreSQL gives a transaction id to whoever makes it log the sequence, once in 32 tickets; while a reader holds
    /// one, an outbox has to wait for it.
    @Test
    void noReadingTransactionHoldsATransactionId() throws SQLException {
        for (var i = 0; i < 40; i++) {
            var held = turnstile.read(snapshot ->
                    number(snapshot, "select count(pg_current_xact_id_if_assigned()) from (values (1)) as one(row)"));

            assertThat(held.value()).isZero();
        }
    }

    @Test
    void waitsForAChangeThatIsNotYetVisible() throws Exception {
        try (var writer = source().getConnection();
                var workers = Executors.newSingleThreadExecutor()) {
            writer.setAutoCommit(false);
            update(writer, "update counter set n = n + 1 where id = 2");
            var xid = xid(writer);
            var reading = workers.submit(() -> turnstile.read(xid, snapshot -> one(snapshot, 2)));
            Thread.sleep(100);
            assertThat(reading.isDone()).isFalse();
            writer.commit();

            assertThat(reading.get().value()).isEqualTo(one(writer, 2));
        }
    }

    @Test
    void aVisibleHigherChangeDoesNotHideAnInvisibleLowerOne() throws SQLException {
        var impatient = new Turnstile(dataSource, "ticket", KEY, Duration.ofMillis(60));
        try (var slow = source().getConnection();
                var fast = source().getConnection()) {
            slow.setAutoCommit(false);
            fast.setAutoCommit(false);
            var lower = xid(slow);
            var higher = xid(fast);
            fast.commit();

            assertThat(impatient.read(higher, TurnstileIT::sum).ticket()).isPositive();
            assertThatThrownBy(() -> impatient.read(new long[] {lower, higher}, TurnstileIT::sum))
                    .isInstanceOf(ChangeNotVisibleException.class)
                    .hasMessageContaining("not visible");
            slow.rollback();
        }
    }

    @Test
    void refusesASequenceThatHandsOutNumbersInAdvance() {
        assertThatThrownBy(() -> new Turnstile(dataSource, "cached", KEY).read(TurnstileIT::sum))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cache 1");
    }

    @Test
    void refusesToBeEnteredInsideATransaction() throws SQLException {
        dataSource.connection().setAutoCommit(false);

        assertThatThrownBy(() -> turnstile.read(TurnstileIT::sum)).isInstanceOf(IllegalStateException.class);
    }

    /// The sum only grows, so among nested snapshots a higher ticket never sees a lower sum.
    @Test
    void snapshotsInTicketOrderAreNested() throws Exception {
        var stop = new AtomicBoolean();
        var seen = Collections.synchronizedList(new ArrayList<Ticketed<Long>>());
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (var i = 1; i <= 4; i++) {
                var id = i;
                writers.add(
                        workers.submit(until(stop, () -> execute("update counter set n = n + 1 where id = " + id))));
            }
            var readers = new ArrayList<Future<?>>();
            for (var i = 0; i < 4; i++) {
                readers.add(workers.submit(readMany(seen)));
            }
            for (var reader : readers) {
                reader.get();
            }
            stop.set(true);
            for (var writer : writers) {
                writer.get();
            }
        }

        var byTicket = seen.stream()
                .sorted(Comparator.comparingLong(Ticketed::ticket))
                .map(Ticketed::value)
                .toList();
        assertThat(byTicket).hasSize(400).isSorted();
    }

    private static Callable<?> readMany(List<Ticketed<Long>> seen) {
        return () -> {
            try (var connection = source().getConnection()) {
                var own = new Turnstile(new OneConnection(connection), "ticket", KEY);
                for (var i = 0; i < 100; i++) {
                    seen.add(own.read(TurnstileIT::sum));
                }
            }
            return seen;
        };
    }

    private static Callable<?> until(AtomicBoolean stop, Callable<?> step) {
        return () -> {
            while (!stop.get()) {
                step.call();
            }
            return stop;
        };
    }

    private static long sum(Connection connection) throws SQLException {
        return number(connection, "select sum(n) from counter");
    }

    private static long one(Connection connection, int id) throws SQLException {
        return number(connection, "select n from counter where id = " + id);
    }

    private static long xid(Connection connection) throws SQLException {
        return number(connection, "select pg_current_xact_id()::text::bigint");
    }

    private static long locksHeld() throws SQLException {
        try (var connection = source().getConnection()) {
            return number(
                    connection,
                    "select count(*) from pg_locks where locktype = 'advisory' and database = "
                            + "(select oid from pg_database where datname = current_database())");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int execute(String sql) throws SQLException {
        try (var connection = source().getConnection()) {
            return update(connection, sql);
        }
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(database.owner().user());
        source.setPassword(database.owner().password());
        return source;
    }
}
