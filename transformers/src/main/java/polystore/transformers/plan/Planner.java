package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.shape.As;
import polystore.transformers.shape.Fault;
import polystore.transformers.shape.Mapping;
import polystore.transformers.shape.Nulls;

/// Checks a mapping against a catalog, and makes its plan when there are no faults.
public final class Planner {

    private final Mapping mapping;
    private final Faults faults = new Faults();
    private final Links links;
    private final List<Stream> streams = new ArrayList<>();
    private final List<Plan.Path> paths = new ArrayList<>();

    private Planner(Mapping mapping, Catalog catalog) {
        this.mapping = mapping;
        this.links = new Links(catalog, faults);
    }

    /// @param plan empty when there are faults
    public record Checked(Optional<Plan> plan, List<Fault> faults) {

        /// @throws IllegalArgumentException with every fault and its correction
        public Plan orThrow(String mapping) {
            return plan.orElseThrow(() -> new IllegalArgumentException(unusable(mapping, faults)));
        }
    }

    /// The message for a mapping with faults.
    public static String unusable(String mapping, List<Fault> faults) {
        return "The mapping " + mapping + " cannot be used:\n"
                + String.join("\n", faults.stream().map(it -> "  " + it).toList());
    }

    public static Checked check(Mapping mapping, Catalog catalog) {
        var planner = new Planner(mapping, catalog);
        var plan = planner.plan();
        var faults = planner.faults.all();
        return new Checked(faults.isEmpty() ? plan : Optional.empty(), faults);
    }

    private Optional<Plan> plan() {
        var table = links.table("root", mapping.root());
        if (table == null) {
            return Optional.empty();
        }
        var key = mapping.key().isEmpty() ? table.primaryKey() : mapping.key();
        checkKey(table, key);
        if (key.isEmpty() || !links.columns("key", table, key)) {
            return Optional.empty();
        }
        var row = RowScope.root(table, mapping.where(), key);
        var stream = new StreamBuilder("", row, List.of(Plan.KEYS + ".ord"), List.of(), List.of(Plan.KEYS + ".ord"));
        stream.value("nullif(" + row.column(key.getFirst()) + " is not null, false)");
        var columns = keyColumns(table, key, row, stream);
        var fields = new Fields(links, faults, streams, paths)
                .plan("", row, stream, mapping.fields().isEmpty() ? Fields.everyColumn(table) : mapping.fields());
        var root = stream.build(fields);
        streams.addFirst(root);
        return Optional.of(new Plan(mapping, columns, row.source(), root, streams, paths, row.uses()));
    }

    private void checkKey(Table table, List<String> key) {
        if (key.isEmpty()) {
            faults.add(
                    "key",
                    table.name() + " has no primary key",
                    "write key: with columns that no two rows share, which a unique index should prove");
            return;
        }
        if (!table.view() && !table.isUnique(key)) {
            faults.add(
                    "key",
                    "two rows of " + table.name() + " may have the same (" + String.join(", ", key) + "), and one"
                            + " document would hide the other",
                    "choose the columns of a unique index, or add one: create unique index on "
                            + table.name().sql() + " (" + Names.quoted(key) + ")");
        }
        for (var name : key) {
            if (!table.view()
                    && mapping.where() == null
                    && table.column(name).filter(Column::nullable).isPresent()) {
                faults.add(
                        "key",
                        name + " may be NULL, and a document needs an _id",
                        "alter table " + table.name().sql() + " alter " + Names.quoted(name)
                                + " set not null, or write where: " + Names.quoted(name) + " is not null");
            }
        }
    }

    /// The `_id` of a missing root is taken from the requested key.
    private List<Plan.KeyColumn> keyColumns(Table table, List<String> key, RowScope row, StreamBuilder stream) {
        var values = new Values(links, faults);
        var columns = new ArrayList<Plan.KeyColumn>();
        var taken = new HashSet<String>();
        for (var name : key) {
            var column = table.column(name).orElseThrow();
            var sql = row.column(name);
            var asked = Plan.KEYS + "." + Plan.KEYS + columns.size();
            var typed = new Values.Typed("coalesce(" + sql + ", " + asked + ")", column.type());
            var as = IdFields.form(column.type());
            var value = values.planned("key", stream, IdFields.name(name, key.size(), taken), typed, as, Nulls.OMIT);
            if (value != null) {
                columns.add(new Plan.KeyColumn(
                        name,
                        sql,
                        column.type().sql(),
                        isOrderedAsId(column.type()),
                        as == As.TEXT || !column.oneText(),
                        value));
            }
        }
        return columns;
    }

    private static boolean isOrderedAsId(ColumnType type) {
        return type instanceof ColumnType.Scalar(var kind, var _, var _)
                && switch (kind) {
                    case INT2, INT4, INT8, NUMERIC, UUID -> true;
                    // Texts by a collation, bytes by their length first, enums by their declaration, times as
                    // texts.
                    case BOOLEAN,
                            FLOAT4,
                            FLOAT8,
                            TEXT,
                            BYTEA,
                            DATE,
                            TIME,
                            TIMESTAMP,
                            TIMESTAMPTZ,
                            INTERVAL,
                            JSON,
                            JSONB,
                            HSTORE,
                            AS_TEXT -> false;
                };
    }
}
