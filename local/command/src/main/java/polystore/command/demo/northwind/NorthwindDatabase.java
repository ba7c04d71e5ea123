package polystore.command.demo.northwind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import polystore.stores.Credentials;
import polystore.stores.ServiceDatabase;

/// The legacy database, in a database with users of its own. It also holds a table with the progress of the import.
///
/// @param database its owner loads the file; its application user does everything else
public record NorthwindDatabase(ServiceDatabase database) {
    /// In a schema of its own, because the file drops and creates its own tables.
    private static final String REMEMBERED = """
            create schema polystore;
            create table polystore.imported_order (
                order_id  smallint primary key references public.orders,
                attempt   int not null default 1,
                began_at  timestamptz not null,
                placed_id text,
                paid_at   timestamptz
            )""";

    private static final String LOADED = "select to_regclass('polystore.imported_order') is not null";

    /// @param loaded false when the database existed before
    /// @param skipped settings in the file that this server does not know
    public record Loading(boolean loaded, List<String> skipped) {}

    /// Loads the file in one transaction, unless it was loaded before.
    ///
    /// @throws IllegalArgumentException when the file is not the Northwind dump
    public Loading load(Path file, Credentials superuser) {
        try {
            database.create(superuser);
            try (var connection = connect(database.owner());
                    var statement = connection.createStatement()) {
                if (isLoaded(statement)) {
                    return new Loading(false, List.of());
                }
                connection.setAutoCommit(false);
                var skipped = run(connection, statement, file);
                connection.commit();
                return new Loading(true, skipped);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot load " + file + ": " + e.getMessage(), e);
        }
    }

    /// A connection of the application user, which may read and write rows.
    Connection connect() throws SQLException {
        return connect(database.application());
    }

    private Connection connect(Credentials user) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), user.user(), user.password());
    }

    private static boolean isLoaded(Statement statement) throws SQLException {
        try (var row = statement.executeQuery(LOADED)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<String> run(Connection connection, Statement statement, Path file) throws SQLException {
        var skipped = new ArrayList<String>();
        for (var step : SqlScript.statements(read(file))) {
            if (step.sql().regionMatches(true, 0, "set ", 0, 4)) {
                set(connection, statement, step.sql(), skipped);
            } else {
                execute(statement, step, file);
            }
        }
        execute(statement, new SqlScript.Statement(0, REMEMBERED), file);
        return List.copyOf(skipped);
    }

    /// Skips a setting that this server does not know, such as one of an older version.
    private static void set(Connection connection, Statement statement, String sql, List<String> skipped)
            throws SQLException {
        var before = connection.setSavepoint();
        try {
            statement.execute(sql);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            connection.rollback(before);
            skipped.add(sql);
        }
    }

    private static void execute(Statement statement, SqlScript.Statement step, Path file) throws SQLException {
        try {
            statement.execute(step.sql());
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    step.line() == 0
                            ? file + " is not the Northwind database: " + e.getMessage()
                            : file + ", statement in line " + step.line() + ": " + e.getMessage(),
                    e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
