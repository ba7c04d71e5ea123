package polystore.platform.persistence;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Classifies failures of PostgreSQL by their SQL state. Source: PostgreSQL, appendix A, error codes.
///
/// Each method examines the first [SQLException] among the causes; a failure without one belongs to no class.
public final class SqlFaults {

    /// 08 no connection, 40 rolled back because of other transactions, 53 out of resources, 55P03 lock not
    /// available, 57 shutting down or cancelled.
    private static final Pattern UNAVAILABLE = Pattern.compile("(08|40|53|55P03|57).*");

    /// 40001 serialization failure, 40P01 deadlock.
    private static final Pattern LOST_RACE = Pattern.compile("40001|40P01");

    /// 21 the same row twice in one statement, 22 invalid value, 23 constraint violation, 54 limit exceeded, such
    /// as a value that is too long for an index.
    private static final Pattern DATA = Pattern.compile("(21|22|23|54).*");

    private SqlFaults() {}

    /// Whether the same statement may succeed later, because the database is unavailable, full, busy or too slow.
    /// A pool timeout is an exception without a state.
    public static boolean isUnavailable(@Nullable Throwable failure) {
        var sql = sql(failure);
        return sql != null && (sql.getSQLState() == null || hasState(sql, UNAVAILABLE));
    }

    /// Whether PostgreSQL rolled the transaction back in favour of another one, so that the same work may succeed
    /// at once.
    public static boolean isLostRace(@Nullable Throwable failure) {
        return hasState(sql(failure), LOST_RACE);
    }

    /// Whether the values are invalid, so that the same statement will fail again.
    public static boolean isData(@Nullable Throwable failure) {
        return hasState(sql(failure), DATA);
    }

    /// The message of PostgreSQL alone, without the statement and arguments that Jdbi adds, which may contain
    /// personal data.
    public static String reason(Throwable failure) {
        var sql = sql(failure);
        return String.valueOf((sql == null ? failure : sql).getMessage());
    }

    private static boolean hasState(@Nullable SQLException sql, Pattern states) {
        return sql != null
                && sql.getSQLState() != null
                && states.matcher(sql.getSQLState()).matches();
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
