package polystore.stores;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A service's PostgreSQL database and its three users: the owner changes the schema, the application reads and
/// writes rows, the reader only reads rows.
///
/// @param name of the database; only letters, digits and `_`, because it becomes part of statements
public record ServiceDatabase(
        PostgresAddress server, String name, Credentials owner, Credentials application, Credentials reader) {
    public ServiceDatabase {
        plain(name);
        plain(owner.user());
        plain(application.user());
        plain(reader.user());
    }

    /// The users of `service` are `<service>_owner`, `<service>_app` and `<service>_read`.
    public static ServiceDatabase of(PostgresAddress server, String name, String service, Passwords passwords) {
        return new ServiceDatabase(
                server,
                name,
                passwords.of(service + "_owner"),
                passwords.of(service + "_app"),
                passwords.of(service + "_read"));
    }

    /// Provides the credentials of a user, always with the same password.
    public interface Passwords {
        Credentials of(String user);
    }

    public String jdbcUrl() {
        return server.jdbcUrl(name);
    }

    /// Creates the users and the database, or updates the passwords and rights of existing ones. Idempotent.
    public void create(Credentials superuser) throws SQLException {
        try (var connection =
                DriverManager.getConnection(server.jdbcUrl("postgres"), superuser.user(), superuser.password())) {
            role(connection, owner);
            role(connection, application);
            role(connection, reader);
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                execute(connection, "create database " + name + " owner " + owner.user());
            }
            execute(connection, "revoke all on database " + name + " from public");
            execute(connection, "grant connect, temporary on database " + name + " to " + application.user());
            execute(connection, "grant connect on database " + name + " to " + reader.user());
        }
        try (var connection = DriverManager.getConnection(jdbcUrl(), superuser.user(), superuser.password())) {
            rights(connection);
        }
    }

    private void rights(Connection connection) throws SQLException {
        execute(connection, "create extension if not exists pg_stat_statements");
        execute(connection, "alter schema public owner to " + owner.user());
        execute(connection, "revoke all on schema public from public");
        execute(connection, "grant usage on schema public to " + application.user() + ", " + reader.user());
        var byDefault = "alter default privileges for role " + owner.user() + " grant ";
        execute(connection, byDefault + "select, insert, update, delete on tables to " + application.user());
        execute(connection, byDefault + "usage, select on sequences to " + application.user());
        execute(connection, byDefault + "select on tables to " + reader.user());
        execute(connection, byDefault + "usage on schemas to " + application.user() + ", " + reader.user());
    }

    private static void role(Connection connection, Credentials credentials) throws SQLException {
        var known = exists(connection, "select 1 from pg_roles where rolname = ?", credentials.user());
        var password = credentials.password().replace("'", "''");
        execute(
                connection,
                (known ? "alter" : "create") + " role " + credentials.user() + " login password '" + password + "'");
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void plain(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
    }
}
