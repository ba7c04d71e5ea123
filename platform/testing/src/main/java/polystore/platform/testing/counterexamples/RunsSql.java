package polystore.platform.testing.counterexamples;

import java.sql.Connection;
import java.sql.SQLException;

/// Runs SQL outside of a class that is named after PostgreSQL.
final class RunsSql {
    private RunsSql() {}

    static boolean ready(Connection connection) throws SQLException {
        return connection.isValid(1);
    }
}
