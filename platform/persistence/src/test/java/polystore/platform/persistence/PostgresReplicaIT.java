package polystore.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.stores.FreePort;
import polystore.stores.PostgresServer;
import polystore.stores.ProcessFiles;

/// A primary and its streaming standby, as PostgreSQL runs them.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresReplicaIT {

    private static final String PASSWORD = "replicated";
    private static final Duration LAG_MAX = Duration.ofSeconds(1);

    @TempDir
    private static Path folder = Path.of("");

    private static PostgresServer primary;
    private static PostgresServer standby;
    private static PostgresReplica replica;

    @BeforeAll
    static void start() throws Exception {
        primary = PostgresServer.start(settings("primary", FreePort.next()));
        try (var connection = primary.connect("postgres")) {
            connection.createStatement().execute("create table thing (id int)");
        }
        var port = primary.port();
        primary.close();
        copy(folder.resolve("primary"), folder.resolve("standby"));
        primary = PostgresServer.start(settings("primary", port));
        Files.createFile(folder.resolve("standby/standby.signal"));
        Files.writeString(
                folder.resolve("standby/postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres password=" + PASSWORD + "'\n",
                StandardOpenOption.APPEND);
        standby = PostgresServer.start(settings("standby", FreePort.next()));
        replica = PostgresReplica.of(jdbi(primary), pool(primary), jdbi(standby), pool(standby), LAG_MAX);
    }

    @AfterAll
    static void stop() {
        replica.close();
        standby.close();
        primary.close();
    }

    @Test
    @Order(1)
    void readsGoToTheReplica() {
        await().until(() -> servedBy() == standby.port());
        assertThat(replica.<Integer, RuntimeException>snapshot(
                        handle -> handle.createQuery("select count(*) from thing")
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
    }

    @Test
    @Order(2)
    void readsGoToThePrimaryUntilALaggingReplicaHasCaughtUp() {
        await().until(() -> servedBy() == standby.port());
        jdbi(standby).useHandle(handle -> handle.execute("select pg_wal_replay_pause()"));
        jdbi(primary).useHandle(handle -> handle.execute("insert into thing values (1)"));

        await().until(() -> servedBy() == primary.port());
        jdbi(standby).useHandle(handle -> handle.execute("select pg_wal_replay_resume()"));
        await().until(() -> servedBy() == standby.port());
    }

    /// While the primary is idle, no time passes for the lag.
    @Test
    @Order(3)
    void anUpToDateReplicaStaysInUse() {
        var end = System.nanoTime() + LAG_MAX.multipliedBy(2).toNanos();
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(servedBy()).isEqualTo(standby.port());
            return System.nanoTime() > end;
        });
    }

    @Test
    @Order(4)
    void aQueryThatFailsByItsOwnFaultIsNotRepeatedOnThePrimary() {
        assertThatThrownBy(() -> replica.read(handle ->
                        handle.createQuery("select 1 / 0").mapTo(Integer.class).one()))
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() -> replica.read(handle -> {
                    handle.execute("set statement_timeout = 10");
                    return handle.createQuery("select pg_sleep(1)").mapToMap().list();
                }))
                .hasMessageContaining("statement timeout");
        assertThat(servedBy()).isEqualTo(standby.port());
    }

    @Test
    @Order(5)
    void withoutTheReplicaEvenTheFirstReadIsAnsweredByThePrimary() {
        await().until(() -> servedBy() == standby.port());
        standby.close();

        assertThat(servedBy()).isEqualTo(primary.port());
    }

    private static int servedBy() {
        return replica.<Integer, RuntimeException>read(handle -> handle.createQuery("select inet_server_port()")
                .mapTo(Integer.class)
                .one());
    }

    private static PostgresServer.Settings settings(String name, int port) {
        return new PostgresServer.Settings(
                folder.resolve("binaries"),
                folder.resolve(name),
                new ProcessFiles(folder.resolve(name + ".log"), folder.resolve(name + ".pid")),
                port,
                PASSWORD,
                false);
    }

    private static Jdbi jdbi(PostgresServer server) {
        return Jdbi.create(pool(server));
    }

    private static DataSource pool(PostgresServer server) {
        var pool = new PGSimpleDataSource();
        pool.setUrl(server.jdbcUrl("postgres"));
        pool.setUser(server.superuser().user());
        pool.setPassword(server.superuser().password());
        pool.setConnectTimeout(2);
        return pool;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
