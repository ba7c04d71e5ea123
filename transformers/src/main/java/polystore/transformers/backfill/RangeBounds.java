package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.plan.Plan;

/// Divides the roots into ranges of keys.
///
/// The bounds come from `pg_stats`, which costs nothing whatever the table's size; where it has none (never analysed, a
/// key of several columns, a view) every n-th key is taken from one pass over the keys.
final class RangeBounds {

    private static final String BOUNDS = """
            select s.histogram_bounds::text::text[] as bounds, c.reltuples::bigint as roots
              from pg_stats s
              join pg_namespace n on n.nspname = s.schemaname
              join pg_class c on c.relnamespace = n.oid and c.relname = s.tablename
             where s.schemaname = ? and s.tablename = ? and s.attname = ? and not s.inherited
               and s.histogram_bounds is not null and c.relkind = 'r' and c.reltuples > 0
            """;

    private RangeBounds() {}

    /// @param ranges that hold every key there can be
    /// @param roots how many there are, as far as it is known
    record Divided(List<KeyRange> ranges, long roots) {}

    static Divided of(Connection connection, Plan plan, int rootsOfARange) throws SQLException {
        var known = plan.key().size() == 1 && plan.mapping().where() == null
                ? fromStatistics(connection, plan, rootsOfARange)
                : null;
        return known != null ? known : fromKeys(connection, plan, rootsOfARange);
    }

    private static @Nullable Divided fromStatistics(Connection connection, Plan plan, int rootsOfARange)
            throws SQLException {
        try (var statement = connection.prepareStatement(BOUNDS)) {
            var table = plan.mapping().root();
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            statement.setString(3, plan.key().getFirst().name());
            try (var row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                var bounds = (String[]) row.getArray("bounds").getArray();
                var roots = row.getLong("roots");
                return new Divided(between(everyNth(bounds, roots, rootsOfARange)), roots);
            }
        }
    }

    /// A histogram has equally many rows between two neighbours.
    private static List<RootKey> everyNth(String[] bounds, long roots, int rootsOfARange) {
        var step = Math.max(1, bounds.length * (long) rootsOfARange / Math.max(1, roots));
        var chosen = new ArrayList<RootKey>();
        for (var i = step; i < bounds.length - 1; i += step) {
            chosen.add(new RootKey(List.of(bounds[(int) i])));
        }
        return chosen;
    }

    private static Divided fromKeys(Connection connection, Plan plan, int rootsOfARange) throws SQLException {
        return new Divided(
                between(RootKeys.everyNth(connection, plan, rootsOfARange)), RootKeys.count(connection, plan));
    }

    private static List<KeyRange> between(List<RootKey> bounds) {
        var ranges = new ArrayList<KeyRange>();
        @Nullable RootKey after = null;
        for (var bound : bounds) {
            ranges.add(new KeyRange(after, bound));
            after = bound;
        }
        ranges.add(new KeyRange(after, null));
        return ranges;
    }
}
