package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;

/// One row of which fields are made: the root's, or one that is joined to the row above it.
final class RowScope {

    private final Table table;
    private final String alias;
    private final @Nullable RowScope above;
    private final String joined;
    private final @Nullable String where;
    private final List<String> expressions = new ArrayList<>();
    private final Aliases aliases;

    /// Numbers aliases within one plan.
    static final class Aliases {
        private int next;

        String take() {
            return "t" + next++;
        }
    }

    private RowScope(
            Table table,
            Aliases aliases,
            @Nullable RowScope above,
            @Nullable String where,
            String joinKind,
            List<String> columns,
            List<String> aboveColumns) {
        this.table = table;
        this.aliases = aliases;
        this.alias = aliases.take();
        this.above = above;
        this.where = where;
        this.joined = above == null ? "" : joinKind + "%s " + alias + " on " + on(above, columns, aboveColumns);
    }

    static RowScope root(Table table, @Nullable String where) {
        return new RowScope(table, new Aliases(), null, where, "", List.of(), List.of());
    }

    /// An optional row.
    RowScope leftJoined(Table other, List<String> columns, List<String> ownColumns) {
        return new RowScope(other, aliases, this, null, "left join ", columns, ownColumns);
    }

    /// Any number of rows.
    RowScope joined(Table other, @Nullable String condition, List<String> columns, List<String> ownColumns) {
        return new RowScope(other, aliases, this, condition, "join ", columns, ownColumns);
    }

    private String on(RowScope from, List<String> columns, List<String> aboveColumns) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < columns.size(); i++) {
            conditions.add(column(columns.get(i)) + " = " + from.column(aboveColumns.get(i)));
        }
        return String.join(" and ", conditions);
    }

    Table table() {
        return table;
    }

    /// @return null above the root
    @Nullable
    RowScope above(int levels) {
        var scope = this;
        for (var i = 0; i < levels && scope != null; i++) {
            scope = scope.above;
        }
        return scope;
    }

    String column(String name) {
        return alias + "." + Names.quoted(name);
    }

    /// The whole row, which distinguishes rows without a key.
    String wholeRow() {
        return alias + "::text collate \"C\"";
    }

    /// A value computed from this row, in a subquery, so that its columns need no alias.
    String expression(String sql, String type) {
        expressions.add("(\n" + sql + "\n)::" + type);
        return column("~" + expressions.size());
    }

    /// The table, or a subquery of it with computed values and conditions.
    String source() {
        if (expressions.isEmpty() && where == null) {
            return table.name().sql();
        }
        var columns = new StringBuilder(Names.quoted(table.name().name())).append(".*");
        for (var i = 0; i < expressions.size(); i++) {
            columns.append(", ").append(expressions.get(i)).append(" as ").append(Names.quoted("~" + (i + 1)));
        }
        return "(select " + columns + " from " + table.name().sql()
                + (where == null ? "" : " where (\n" + where + "\n)") + ")";
    }

    /// The joins from the root to this row; complete when all fields are planned.
    String joins() {
        return above == null ? "" : above.joins() + "\n  " + joined.formatted(source());
    }
}
