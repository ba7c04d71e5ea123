package polystore.transformers.extract;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Names;
import polystore.transformers.plan.Plan;

/// The keys of all roots, in pages.
public final class RootKeys {

    private RootKeys() {}

    /// The first keys of a range.
    public static List<RootKey> page(Connection connection, Plan plan, KeyRange range, int max) throws SQLException {
        var columns =
                String.join(", ", plan.key().stream().map(Plan.KeyColumn::sql).toList());
        var texts = String.join(
                ", ", plan.key().stream().map(it -> it.sql() + "::text").toList());
        var sql = "select " + texts + " from " + plan.rootSource() + " " + Plan.ROOT + condition(plan, range)
                + " order by " + columns + " limit " + max;
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

    /// Skips rows with a NULL in their key, which have no document; they are only counted.
    static String condition(Plan plan, KeyRange range) {
        var columns =
                String.join(", ", plan.key().stream().map(Plan.KeyColumn::sql).toList());
        var condition = new StringBuilder(" where ")
                .append(String.join(
                        " and ",
                        plan.key().stream().map(it -> it.sql() + " is not null").toList()));
        bound(plan, condition, columns + ") > (", range.after());
        bound(plan, condition, columns + ") <= (", range.upTo());
        return condition.toString();
    }

    private static void bound(Plan plan, StringBuilder condition, String compared, @Nullable RootKey key) {
        if (key != null) {
            var literals = new ArrayList<String>();
            for (var i = 0; i < plan.key().size(); i++) {
                literals.add(Names.literal(key.parts().get(i)) + "::"
                        + plan.key().get(i).type());
            }
            condition
                    .append(" and (")
                    .append(compared)
                    .append(String.join(", ", literals))
                    .append(")");
        }
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
