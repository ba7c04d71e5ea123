package polystore.orders.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What kind of failure an SQL state is. Source: PostgreSQL, appendix A, error codes.
public final class SqlFaults {

    private SqlFaults() {}

    /// Whether waiting may help: no connection (08), resources (53), shutting down (57), lock and deadlock (55P03,
    /// 40), a pool or statement that ran out of time.
    public static boolean isAway(@Nullable Throwable failure) {
        var sql = sql(failure);
        return sql != null && (sql.getSQLState() == null || sql.getSQLState().matches("(08|53|57|40|55P03).*"));
    }

    /// Whether the data sent can never be taken: the same row twice in one statement (21), no value of its type (22),
    /// against a constraint (23), too long for an index (54).
    public static boolean isData(@Nullable Throwable failure) {
        var sql = sql(failure);
        return sql != null && sql.getSQLState() != null && sql.getSQLState().matches("(21|22|23|54).*");
    }

    /// What PostgreSQL says, without the statement and its arguments, which Jdbi adds.
    public static String reason(Throwable failure) {
        var sql = sql(failure);
        return String.valueOf((sql == null ? failure : sql).getMessage());
    }

    private static @Nullable SQLException sql(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
