package polystore.transformers.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.transformers.plan.Plan;

/// A transaction locks one table, a read waits for that, and the transaction locks another table that the read has
/// open on another connection. PostgreSQL sees no deadlock between connections, so the read has to give way.
class LocksIT {

    private static final int WITHIN_S = 60;
    private static final int ROOTS = 50;

    private Engine engine;
    private Plan plan;

    @BeforeEach
    void makeRows() throws SQLException {
        engine = new Engine("""
            create table root (id int primary key);
            create table one (root_id int references root, no int, primary key (root_id, no));
            create table two (root_id int references root, no int, primary key (root_id, no));
            insert into root select generate_series(1, %d);
            insert into one select id, 1 from root;
            insert into two select id, 2 from root
            """.formatted(ROOTS));
        plan = engine.plan("""
            root: root
            fields: { one: { many: one.root_id, scalar: no }, two: { many: two.root_id, scalar: no } }
            """);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"one, two", "two, one", "one, root", "two, root"})
    void aRunGivesWay(String first, String second) throws Exception {
        assertThat(whileLocked(first, second, () -> engine.run(plan)).written()).isEqualTo(ROOTS);

        assertThat(engine.verify(plan)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"one, two", "two, one"})
    void aVerificationGivesWay(String first, String second) throws Exception {
        engine.run(plan);

        assertThat(whileLocked(first, second, () -> engine.verify(plan))).isEmpty();
    }

    private <T> T whileLocked(String first, String second, Callable<T> read) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor();
                var other = engine.source().getConnection();
                var statement = other.createStatement()) {
            statement.execute("set statement_timeout = '30s'");
            other.setAutoCommit(false);
            statement.execute("lock table " + first + " in access exclusive mode");
            var running = thread.submit(read);
            while (!isWaitedFor(first)) {
                assertThat(running).isNotDone();
            }
            statement.execute("lock table " + second + " in access exclusive mode");
            other.rollback();
            return running.get(WITHIN_S, TimeUnit.SECONDS);
        }
    }

    private boolean isWaitedFor(String table) throws SQLException {
        try (var connection = engine.source().getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select exists (select from pg_locks where not granted and relation = '"
                                + table + "'::regclass)")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
