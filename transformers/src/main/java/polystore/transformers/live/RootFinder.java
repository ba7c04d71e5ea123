package polystore.transformers.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import polystore.transformers.catalog.Names;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.extract.Unnested;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.TableUse;

/// Finds the roots that changed rows belong to, by one query for all rows of one place.
///
/// The query walks up the links that the mapping walks down. A link that existed at the change and does not exist now
/// was itself changed, and that change leads to the same root, or to one that a third change leads to.
final class RootFinder {

    private final Plan plan;

    RootFinder(Plan plan) {
        this.plan = plan;
    }

    /// Receives the key of each root once a query.
    @FunctionalInterface
    interface Roots {
        void add(RootKey root) throws SQLException;
    }

    /// @param snapshot in a transaction, so that the keys are fetched in pages
    /// @param links values of the columns that join the place's rows to the row above
    void find(Connection snapshot, TableUse use, Collection<List<String>> links, Roots roots) throws SQLException {
        try (var query = snapshot.prepareStatement(sql(use))) {
            query.setFetchSize(RootReader.KEYS_MAX);
            for (var i = 0; i < use.columns().size(); i++) {
                var column = i;
                query.setArray(
                        i + 1,
                        snapshot.createArrayOf(
                                "text", links.stream().map(it -> it.get(column)).toArray()));
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    roots.add(key(rows));
                }
            }
        }
    }

    private RootKey key(ResultSet row) throws SQLException {
        var parts = new ArrayList<String>();
        for (var i = 1; i <= plan.key().size(); i++) {
            parts.add(row.getString(i));
        }
        return new RootKey(parts);
    }

    /// A changed root is not looked up, because a deleted one has no row.
    String sql(TableUse use) {
        var key = use.above() == null
                ? IntStream.range(0, plan.key().size())
                        .mapToObj(it -> "v.c" + it + "::text")
                        .collect(Collectors.joining(", "))
                : plan.key().stream().map(it -> it.sql() + "::text").collect(Collectors.joining(", "));
        return "select distinct " + key + "\n  from " + values(use) + joins(use);
    }

    private static String values(TableUse use) {
        var types = use.columns().stream()
                .map(name -> use.table().column(name).orElseThrow().type().sql())
                .toList();
        var columns = IntStream.range(0, types.size()).mapToObj(it -> "c" + it).toList();
        return Unnested.rows(Collections.nCopies(types.size(), "?::text[]"), types, "v", columns, false);
    }

    private String joins(TableUse use) {
        var joins = new StringBuilder();
        var below = IntStream.range(0, use.columns().size())
                .mapToObj(it -> "v.c" + it)
                .toList();
        var level = 1;
        for (var from = use; from.above() != null; from = from.above()) {
            var above = from.above();
            var alias = above.above() == null ? Plan.ROOT : "u" + level++;
            var source = above.above() == null
                    ? plan.rootSource()
                    : above.table().name().sql();
            joins.append("\n  join ").append(source).append(' ').append(alias).append(" on ");
            for (var i = 0; i < below.size(); i++) {
                joins.append(i == 0 ? "" : " and ")
                        .append(alias)
                        .append('.')
                        .append(Names.quoted(from.aboveColumns().get(i)))
                        .append(" = ")
                        .append(below.get(i))
                        .append(above.table()
                                .collation(
                                        from.aboveColumns().get(i),
                                        from.table(),
                                        from.columns().get(i)));
            }
            below = above.columns().stream()
                    .map(it -> alias + "." + Names.quoted(it))
                    .toList();
        }
        return joins.toString();
    }
}
