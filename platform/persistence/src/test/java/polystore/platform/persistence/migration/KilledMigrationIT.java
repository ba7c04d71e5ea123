package polystore.platform.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TcpProxy;
import polystore.platform.testing.TestStores;
import polystore.stores.ServiceDatabase;

/// The migrate step, killed while it holds the lock of a database, and started again.
class KilledMigrationIT {

    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final ServiceDatabase postgres = TestStores.postgres().freshDatabase("things");
    private final String mongo = TestStores.mongo().freshDatabase("things");

    @Test
    void itsLockOnPostgresIsReleasedWithItsSession() throws Exception {
        MigrateProcess killed;
        try (var blocking = owner()) {
            blocking.setAutoCommit(false);
            // The migration holds Flyway's lock and waits for this uncommitted table, whose name it uses too.
            blocking.createStatement().execute("create table thing (id int)");
            killed = migrate(TestStores.mongo().uri());
            await().atMost(Duration.ofSeconds(30)).until(() -> advisoryLocks() == 1);
            killed.kill();
            blocking.rollback();
        }

        var again = migrate(TestStores.mongo().uri());
        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(again.said()).contains("database " + postgres.name() + ": 2 migrations applied, version 2");
    }

    @Test
    void itsLeaseOnMongoIsTakenOverAfterThePeriodOfSilence() throws Exception {
        var server = URI.create(TestStores.mongo().uri());
        try (var proxy = new TcpProxy("killed-migration", server.getPort());
                var client = MongoClients.create(TestStores.mongo().uri())) {
            var database = client.getDatabase(mongo);
            var killed = migrate("mongodb://127.0.0.1:" + proxy.port());
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> isHeld(database));
            TcpProxy.cut("killed-migration");
            killed.kill();
            assertThat(isHeld(database)).as("the lease of the killed process").isTrue();

            var again = migrate(TestStores.mongo().uri());
            assertThat(again.exitCode()).as(again.said()).isZero();
            assertThat(MongoSchema.ofProgram(database).missing()).isEmpty();
            database.drop();
        }
    }

    @Test
    void aWrongPasswordIsReportedInOneLineWithExitCodeOne() throws Exception {
        var wrong = MigrateProcess.start(
                "quarkus.datasource.jdbc.url=" + postgres.jdbcUrl(),
                "quarkus.datasource.username=" + postgres.application().user(),
                "polystore.migration.postgres.user=" + postgres.owner().user(),
                "polystore.migration.postgres.password=wrong");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.said().lines().filter(line -> !line.contains("Log4j")))
                .singleElement()
                .asString()
                .startsWith("The migration failed: PostgreSQL at " + postgres.jdbcUrl())
                .contains("password authentication failed for user \""
                        + postgres.owner().user() + "\"");
    }

    private MigrateProcess migrate(String mongoUri) throws Exception {
        return MigrateProcess.start(
                "quarkus.datasource.jdbc.url=" + postgres.jdbcUrl(),
                "quarkus.datasource.username=" + postgres.application().user(),
                "polystore.migration.postgres.user=" + postgres.owner().user(),
                "polystore.migration.postgres.password=" + postgres.owner().password(),
                "quarkus.mongodb.connection-string=" + mongoUri,
                "quarkus.mongodb.database=" + mongo,
                "polystore.migration.mongodb.silence=" + SILENCE);
    }

    private static boolean isHeld(MongoDatabase database) {
        var lease = database.getCollection(MongoMarker.COLLECTION)
                .find(new Document("_id", MongoLease.ID))
                .first();
        return lease != null && !lease.getString("holder").isEmpty();
    }

    private int advisoryLocks() throws SQLException {
        try (var connection = owner();
                var rows = connection.createStatement().executeQuery("""
                        select count(*) from pg_locks l join pg_database d on d.oid = l.database
                        where l.locktype = 'advisory' and l.granted and d.datname = current_database()""")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.owner().user(), postgres.owner().password());
    }
}
