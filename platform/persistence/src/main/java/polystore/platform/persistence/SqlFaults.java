package polystore.platform.persistence;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sorts failures of PostgreSQL by their SQL state. Source: PostgreSQL, appendix A, error codes.
///
/// Each method looks for the first [SQLException] among the causes; a failure without one is of no kind.
public final class SqlFaults {

    /// 08 no connection, 40 rolled back because of others, 53 out of resources, 55P03 lock not available, 57
    /// shutting down or cancelled.
    private static final Pattern UNAVAILABLE = Pattern.compile("(08|40|53|55P03|57).*");

    /// 40001 serialization failure, 40P01 deadlock.
    private static final Pattern LOST_RACE = Pattern.compile("40001|40P01");

    /// 21 the same row twice in one statement, 22 no value of its type, 23 against a constraint, 54 too long or too
    /// many, such as a value that exceeds an index.
    private static final Pattern DATA = Pattern.compile("(21|22|23|54).*");

    private SqlFaults() {}

    /// Whether the same statement may succeed later: the database is away, full, busy or too slow. A pool that has
    /// no connection in time throws without a state.
    public static boolean isUnavailable(@Nullable Throwable failure) {
        var sql = sql(failure);
        return sql != null && (sql.getSQLState() == null || hasState(sql, UNAVAILABLE));
    }

    /// Whether PostgreSQL rolled the transaction back in favour of another one, so that the same work may succeed
    /// at once.
    public static boolean isLostRace(@Nullable Throwable failure) {
        return hasState(sql(failure), LOST_RACE);
    }

    /// Whether the values sent are at fault, so that the same statement will fail again.
    public static boolean isData(@Nullable Throwable failure) {
        return hasState(sql(failure), DATA);
    }

    /// The message of PostgreSQL alone: Jdbi adds the statement and its arguments, which may name a person.
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
