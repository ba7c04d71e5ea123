package polystore.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// JDBC arguments with an explicit type, for the statements that run for every order.
///
/// For a plain value Jdbi would search its argument factories each time, which costs more than the rest of
/// binding: see docs/rationale.md.
public final class PostgresArguments {

    private PostgresArguments() {}

    public static Argument text(@Nullable String value) {
        return (position, statement, _) -> statement.setString(position, value);
    }

    public static Argument number(int value) {
        return (position, statement, _) -> statement.setInt(position, value);
    }

    public static Argument decimal(BigDecimal value) {
        return (position, statement, _) -> statement.setBigDecimal(position, value);
    }

    public static Argument id(UUID value) {
        return (position, statement, _) -> statement.setObject(position, value);
    }

    public static Argument bytes(byte[] value) {
        return (position, statement, _) -> statement.setBytes(position, value);
    }

    public static Argument time(Instant value) {
        return (position, statement, _) -> statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }

    /// An array of one column of the rows.
    ///
    /// @param type PostgreSQL's name of the elements' type, such as `text`
    public static <R> Argument array(String type, List<R> rows, Function<R, @Nullable Object> column) {
        var elements = rows.stream().map(column).toArray();
        return (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, elements));
    }
}
