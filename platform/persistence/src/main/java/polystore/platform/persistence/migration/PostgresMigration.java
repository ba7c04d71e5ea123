package polystore.platform.persistence.migration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Runs the SQL migrations of a service by Flyway.
///
/// @param url of the database, as JDBC writes it
/// @param user who owns it
/// @param application the role that the service signs in with: `${application}` in the migrations
public record PostgresMigration(String url, String user, String password, String application) {

    /// Flyway's lock belongs to the session and goes with it. By default it is held by a transaction that stays open
    /// meanwhile, and `create index concurrently` waits for every open transaction: for ever, then.
    private static final Map<String, String> FLYWAY = Map.of("flyway.postgresql.transactional.lock", "false");

    /// How PostgreSQL learns that a process that migrated is gone, and ends its session with the lock: of a killed
    /// process within two seconds even in the middle of a statement, of a vanished machine within 25.
    private static final Map<String, String> CONNECTION = Map.of(
            "ApplicationName", "polystore-migrate",
            "connectTimeout", "5",
            "options",
                    "-c client_connection_check_interval=2s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
                            + " -c tcp_keepalives_count=3");

    /// Seconds that a migration waits for another one that is running.
    private static final int LOCK_SECONDS_MAX = 120;

    static PostgresMigration of(Config config) {
        return new PostgresMigration(
                config.getValue("polystore.migration.postgres.url", String.class),
                config.getValue("polystore.migration.postgres.user", String.class),
                config.getOptionalValue("polystore.migration.postgres.password", String.class)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Set POSTGRES_OWNER_USER and POSTGRES_OWNER_PASSWORD: migrations run as the owner")),
                config.getValue("polystore.migration.postgres.application", String.class));
    }

    /// @return what was done, for a person
    /// @throws RuntimeException when it could not be brought up to date; running it again is safe
    public String run() {
        try {
            forgetFailures();
            var result = configuration().load().migrate();
            return "PostgreSQL, database " + result.database + ": " + result.migrationsExecuted
                    + " migrations applied, version " + result.targetSchemaVersion;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL at " + url, e);
        }
    }

    /// Flyway as this step uses it, for tests that stop at a version.
    public FluentConfiguration configuration() {
        return Flyway.configure(MigrationFiles.loader())
                .dataSource(url, user, password)
                .jdbcProperties(CONNECTION)
                .configuration(FLYWAY)
                .locations("classpath:" + MigrationFiles.POSTGRES_FOLDER)
                .placeholders(Map.of("application", application))
                .validateMigrationNaming(true)
                .lockRetryCount(LOCK_SECONDS_MAX);
    }

    /// A migration outside of a transaction that failed, on a lock for example, is noted by Flyway and stops every
    /// further run. Ours can be run again from their beginning, so the note goes. Flyway's own `repair` would also
    /// take changed files for right.
    private void forgetFailures() throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            if (hasHistory(connection)) {
                connection.createStatement().executeUpdate("delete from flyway_schema_history where not success");
            }
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var rows =
                connection.createStatement().executeQuery("select to_regclass('flyway_schema_history') is not null")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}
