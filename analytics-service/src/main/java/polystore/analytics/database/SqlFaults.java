package polystore.analytics.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What kind of failure an SQL state is. Source: PostgreSQL, appendix A, error codes.
public final class SqlFaults {

    private SqlFaults() {}

    /// Whether waiting may help: no connection (08), resources (53), shutting down or cancelled (57), deadlock (40),
    /// lock not available (55P03), a pool that ran out of time (no state).
    public static boolean isAway(@Nullable Throwable failure) {
        var sql = sqlOf(failure);
        return sql != null && (sql.getSQLState() == null || sql.getSQLState().matches("(08|53|57|40|55P03).*"));
    }

    /// Whether the data is at fault, so that the same statement will fail again: a value that does not fit (22) or a
    /// constraint (23).
    public static boolean isData(@Nullable Throwable failure) {
        var sql = sqlOf(failure);
        return sql != null && sql.getSQLState() != null && sql.getSQLState().matches("(22|23).*");
    }

    private static @Nullable SQLException sqlOf(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
