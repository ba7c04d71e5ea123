package polystore.transformers.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Names;
import polystore.transformers.plan.Plan;

/// The keys of all roots, in pages.
public final class RootKeys {

    private RootKeys() {}

    /// The first keys of a range.
    public static List<RootKey> page(Connection connection, Plan plan, KeyRange range, int max) throws SQLException {
        return read(
                connection,
                plan,
                "select " + texts(plan) + " from " + plan.rootSource() + " " + Plan.ROOT + condition(plan, range)
                        + " order by " + columns(plan) + " limit " + max);
    }

    /// The n-th key of a range, if it has as many.
    public static Optional<RootKey> nth(Connection connection, Plan plan, KeyRange range, int n) throws SQLException {
        return read(
                        connection,
                        plan,
                        "select " + texts(plan) + " from " + plan.rootSource() + " " + Plan.ROOT
                                + condition(plan, range) + " order by " + columns(plan) + " offset " + (n - 1)
                                + " limit 1")
                .stream()
                .findFirst();
    }

    /// Every n-th key in their order, by one pass over all.
    public static List<RootKey> everyNth(Connection connection, Plan plan, int n) throws SQLException {
        return read(
                connection,
                plan,
                "select " + names(plan) + " from (select " + texts(plan) + ", row_number() over (order by "
                        + columns(plan) + ") as n from " + plan.rootSource() + " " + Plan.ROOT
                        + condition(plan, KeyRange.ALL) + ") numbered(" + names(plan) + ", n) where n % " + n
                        + " = 0 order by n");
    }

    private static List<RootKey> read(Connection connection, Plan plan, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var keys = new ArrayList<RootKey>();
            while (rows.next()) {
                var parts = new ArrayList<String>();
                for (var i = 1; i <= plan.key().size(); i++) {
                    parts.add(rows.getString(i));
                }
                keys.add(new RootKey(parts));
            }
            return keys;
        }
    }

    static String columns(Plan plan) {
        return String.join(", ", plan.key().stream().map(Plan.KeyColumn::sql).toList());
    }

    static String texts(Plan plan) {
        return String.join(
                ", ", plan.key().stream().map(it -> it.sql() + "::text").toList());
    }

    private static String names(Plan plan) {
        return IntStream.range(0, plan.key().size()).mapToObj(it -> "key" + it).collect(Collectors.joining(", "));
    }

    /// Rows with a NULL in their key have no document; they are counted, not read.
    static String condition(Plan plan, KeyRange range) {
        var notNull = plan.key().stream().map(it -> it.sql() + " is not null").toList();
        return " where " + String.join(" and ", notNull) + within(plan, columns(plan), range);
    }

    /// The condition that columns which equal the root's key are in a range.
    ///
    /// @return empty, or beginning with `and`
    static String within(Plan plan, String columns, KeyRange range) {
        return bound(plan, columns, ">", range.after()) + bound(plan, columns, "<=", range.upTo());
    }

    private static String bound(Plan plan, String columns, String compared, @Nullable RootKey key) {
        if (key == null) {
            return "";
        }
        var literals = new ArrayList<String>();
        for (var i = 0; i < plan.key().size(); i++) {
            literals.add(
                    Names.literal(key.parts().get(i)) + "::" + plan.key().get(i).type());
        }
        return " and (" + columns + ") " + compared + " (" + String.join(", ", literals) + ")";
    }

    /// The number of roots.
    public static long count(Connection connection, Plan plan) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + plan.rootSource() + " " + Plan.ROOT)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The number of roots with a NULL in their key.
    public static long withoutKey(Connection connection, Plan plan) throws SQLException {
        var isNull = String.join(
                " or ", plan.key().stream().map(it -> it.sql() + " is null").toList());
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from " + plan.rootSource() + " " + Plan.ROOT + " where " + isNull)) {
            row.next();
            return row.getLong(1);
        }
    }
}
