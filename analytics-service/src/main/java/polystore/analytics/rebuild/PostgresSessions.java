package polystore.analytics.rebuild;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import polystore.platform.persistence.PostgresJdbi;
import polystore.platform.persistence.migration.PostgresMigration;

/// The connections of a rebuild: that of the owner, which alone changes schemas, and those of the application, which
/// read and write rows.
final class PostgresSessions implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PostgresSessions.class);

    /// So that the server ends a statement of a killed rebuild, and as the service's own connections.
    private static final String SETTINGS = "set client_connection_check_interval = '2s'; set lock_timeout = '5s'";

    /// The generic plans of the views' statements are made once; see application.properties.
    private static final String GENERIC_PLANS = "set plan_cache_mode = force_generic_plan";

    private final PostgresMigration migration;
    private final String password;
    private final List<Connection> open = new ArrayList<>();

    /// @param migration its address and its owner
    /// @param password of the application's role
    PostgresSessions(PostgresMigration migration, String password) {
        this.migration = migration;
        this.password = password;
    }

    static PostgresSessions of(Config config) {
        return new PostgresSessions(
                PostgresMigration.of(config),
                config.getOptionalValue("quarkus.datasource.password", String.class)
                        .orElse(""));
    }

    Jdbi owner() {
        return PostgresJdbi.of(connection(migration.url(), migration.user(), migration.password()));
    }

    /// @param schemas in which tables are searched that a statement names without a schema
    Jdbi application(String... schemas) {
        return PostgresJdbi.of(searching(GENERIC_PLANS, schemas));
    }

    /// For statements that read whole tables once.
    Jdbi reader() {
        return PostgresJdbi.of(searching("set plan_cache_mode = force_custom_plan", PostgresMeasureSets.LIVE));
    }

    /// Runs the migrations of this program in an empty schema, so that its tables are as those of a new database.
    void migrate(String schema) {
        new PostgresMigration(
                        within(migration.url(), schema),
                        migration.user(),
                        migration.password(),
                        migration.application())
                .run();
    }

    @Override
    public void close() {
        for (var connection : open) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("a connection could not be closed", e);
            }
        }
    }

    private Connection searching(String setting, String... schemas) {
        var connection =
                connection(within(migration.url(), String.join(",", schemas)), migration.application(), password);
        execute(connection, setting);
        return connection;
    }

    private Connection connection(String url, String user, String secret) {
        var properties = new Properties();
        properties.put("user", user);
        properties.put("password", secret);
        properties.put("ApplicationName", "analytics-rebuild");
        properties.put("connectTimeout", "5");
        try {
            var connection = DriverManager.getConnection(url, properties);
            open.add(connection);
            execute(connection, SETTINGS);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL at " + url + ": " + e.getMessage(), e);
        }
    }

    private static void execute(Connection connection, String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static String within(String url, String schemas) {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schemas;
    }
}
