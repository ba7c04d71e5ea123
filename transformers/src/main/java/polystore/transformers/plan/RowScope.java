package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    private final List<String> columns;
    private final List<String> aboveColumns;
    /// Columns that equal those of the root's key; empty where some have no equal here.
    private final List<String> rootKey;
    private final List<String> expressions = new ArrayList<>();
    private final Scopes scopes;
    private boolean ordersByWholeRow;

    /// All rows of one plan, each with an alias of its own.
    static final class Scopes {
        private final List<RowScope> all = new ArrayList<>();

        String add(RowScope scope) {
            all.add(scope);
            return "t" + (all.size() - 1);
        }
    }

    private RowScope(
            Table table,
            Scopes scopes,
            @Nullable RowScope above,
            @Nullable String where,
            String joinKind,
            List<String> columns,
            List<String> aboveColumns) {
        this.table = table;
        this.scopes = scopes;
        this.alias = scopes.add(this);
        this.above = above;
        this.columns = columns;
        this.aboveColumns = aboveColumns;
        this.where = where;
        this.rootKey = above == null ? columns : equals(above);
        this.joined = above == null ? "" : joinKind + "%s " + alias + " on " + on(above, columns, aboveColumns);
    }

    static RowScope root(Table table, @Nullable String where, List<String> key) {
        return new RowScope(table, new Scopes(), null, where, "", key, List.of());
    }

    /// An optional row.
    RowScope leftJoined(Table other, List<String> columns, List<String> ownColumns) {
        return new RowScope(other, scopes, this, null, "left join ", columns, ownColumns);
    }

    /// Any number of rows.
    RowScope joined(Table other, @Nullable String condition, List<String> columns, List<String> ownColumns) {
        return new RowScope(other, scopes, this, condition, "join ", columns, ownColumns);
    }

    private String on(RowScope from, List<String> columns, List<String> aboveColumns) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < columns.size(); i++) {
            conditions.add(column(columns.get(i)) + " = " + from.column(aboveColumns.get(i))
                    + table.collation(columns.get(i), from.table, aboveColumns.get(i)));
        }
        return String.join(" and ", conditions);
    }

    private List<String> equals(RowScope from) {
        return aboveColumns.containsAll(from.rootKey)
                ? from.rootKey.stream()
                        .map(it -> columns.get(aboveColumns.indexOf(it)))
                        .toList()
                : List.of();
    }

    Table table() {
        return table;
    }

    /// Every row of this plan, the root's first.
    List<TableUse> uses() {
        var uses = new HashMap<RowScope, TableUse>();
        return scopes.all.stream().map(it -> it.use(uses)).toList();
    }

    /// A row above is always older than the rows that are joined to it.
    private TableUse use(Map<RowScope, TableUse> uses) {
        var use = new TableUse(table, above == null ? null : uses.get(above), columns, aboveColumns, isReadWhole());
        uses.put(this, use);
        return use;
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
        ordersByWholeRow = true;
        return alias + "::text collate \"C\"";
    }

    /// In SQL the table's name without a column behind it is a whole row, or may be.
    private boolean isReadWhole() {
        var alone = Pattern.compile(
                "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(table.name().name())
                        + "(?![\\p{L}\\p{N}_$])\"?+(?!\\s*\\.\\s*[^*\\s])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return ordersByWholeRow
                || (where != null && alone.matcher(where).find())
                || expressions.stream().anyMatch(it -> alone.matcher(it).find());
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
    List<Join> joins() {
        if (above == null) {
            return List.of();
        }
        var joins = new ArrayList<>(above.joins());
        joins.add(new Join(
                joined.formatted(source()), rootKey.stream().map(this::column).toList()));
        return joins;
    }
}
