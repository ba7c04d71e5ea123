package polystore.platform.testing;

import java.sql.SQLException;
import java.util.Properties;
import polystore.stores.Credentials;
import polystore.stores.PostgresAddress;
import polystore.stores.ServiceDatabase;

/// The PostgreSQL server of a test run.
public record TestPostgres(int port) {
    private static final Credentials SUPERUSER = new Credentials("postgres", StoresProcess.PASSWORD);
    private static final String COUNT = "polystore.stores.databases";

    /// JDBC address without a database.
    public String server() {
        return "jdbc:postgresql://127.0.0.1:" + port;
    }

    public Credentials superuser() {
        return SUPERUSER;
    }

    /// A new, empty database with the users `<service>_owner`, `<service>_app` and `<service>_read` and the rights
    /// they have in production. The caller runs the migrations, as the owner.
    public ServiceDatabase freshDatabase(String service) {
        var properties = System.getProperties();
        // One at a time: CREATE DATABASE copies a template that must not be in use.
        synchronized (properties) {
            var database = ServiceDatabase.of(
                    PostgresAddress.withoutTls("127.0.0.1:" + port),
                    service + "_" + next(properties),
                    service,
                    user -> new Credentials(user, StoresProcess.PASSWORD));
            try {
                database.create(SUPERUSER);
                return database;
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot make database " + database.name(), e);
            }
        }
    }

    private static int next(Properties properties) {
        var count = Integer.parseInt(properties.getProperty(COUNT, "0")) + 1;
        properties.setProperty(COUNT, String.valueOf(count));
        return count;
    }
}
