package polystore.transformers.run;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import polystore.transformers.turnstile.Turnstile;

/// Creates the ticket sequence `polystore.ticket` in a source whose mapping names none.
public final class Tickets {

    /// The statements that create it.
    public static final String MAKE =
            "create schema if not exists polystore; create sequence if not exists polystore.ticket cache 1";

    private static final String SEQUENCE = "polystore.ticket";
    /// The advisory lock of this sequence, an arbitrary fixed number.
    private static final long LOCK_KEY = 0x706f_6c79_7374L;

    private Tickets() {}

    /// Creates the sequence if it is missing.
    ///
    /// @throws IllegalStateException with the statements for the owner when this user may not create it
    public static Turnstile of(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            if (!exists(connection)) {
                make(connection);
            }
        }
        return new Turnstile(source, SEQUENCE, LOCK_KEY);
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select to_regclass('" + SEQUENCE + "') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void make(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(MAKE);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The source needs a sequence for the tickets of documents, and this user may not create it ("
                            + e.getMessage() + "). Run as the owner: " + MAKE + "; grant usage on schema polystore to "
                            + connection.getMetaData().getUserName() + "; grant usage on sequence polystore.ticket to "
                            + connection.getMetaData().getUserName(),
                    e);
        }
    }
}
