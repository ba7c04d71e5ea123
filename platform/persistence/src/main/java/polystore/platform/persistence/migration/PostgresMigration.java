package polystore.platform.persistence.migration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Runs the SQL migrations of a service with Flyway.
///
/// @param url JDBC address of the database
/// @param user the owner of the database
/// @param application the role that the service signs in with: `${application}` in the migrations
public record PostgresMigration(String url, String user, String password, String application) {

    /// Makes Flyway's lock belong to the session. By default an open transaction holds it, for which `create index
    /// concurrently` would wait without end.
    private static final Map<String, String> FLYWAY = Map.of("flyway.postgresql.transactional.lock", "false");

    /// Lets PostgreSQL detect that the migrating process has ended and release its lock: within 2 s after a kill,
    /// also during a statement, and within 25 s after the loss of the machine.
    private static final Map<String, String> CONNECTION = Map.of(
            "ApplicationName", "polystore-migrate",
            "connectTimeout", "5",
            "options",
                    "-c client_connection_check_interval=2s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5"
                            + " -c tcp_keepalives_count=3");

    /// Seconds to wait for another running migration.
    private static final int LOCK_SECONDS_MAX = 120;

    public static PostgresMigration of(Config config) {
        return new PostgresMigration(
                config.getValue("polystore.migration.postgres.url", String.class),
                config.getValue("polystore.migration.postgres.user", String.class),
                config.getOptionalValue("polystore.migration.postgres.password", String.class)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Set POSTGRES_OWNER_USER and POSTGRES_OWNER_PASSWORD: migrations run as the owner")),
                config.getValue("polystore.migration.postgres.application", String.class));
    }

    /// @return the result as a message
    /// @throws RuntimeException when the migration failed; running it again is safe
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

    /// Flyway with the settings of this step; public for tests that stop at a version.
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

    /// Flyway records a failed migration without transaction and then refuses every further run. Ours can be run
    /// again from the start, so the record is deleted. Flyway's `repair` would also accept changed files.
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
