package polystore.transformers.file;

import java.util.List;
import java.util.Optional;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.ForeignKey;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;

/// The tables of a catalog, as far as its user may read them.
record ReadableTables(Catalog catalog) {

    /// The schema of the engine's own tables.
    private static final String STATE = "polystore";

    /// The table with the columns that the user may read, if there is one.
    Optional<Table> find(TableName name) {
        return catalog.table(name)
                .map(Table::readable)
                .filter(it -> !it.columns().isEmpty());
    }

    /// Whether the columns of both tables may be read.
    boolean mayFollow(ForeignKey key) {
        return has(key.from(), key.columns()) && has(key.to(), key.targetColumns());
    }

    private boolean has(TableName table, List<String> columns) {
        return find(table)
                .filter(it ->
                        columns.stream().allMatch(column -> it.column(column).isPresent()))
                .isPresent();
    }

    /// The statements for the owner of a table.
    String grant(TableName table) {
        var user = Names.quoted(catalog.user());
        return "grant usage on schema " + Names.quoted(table.schema()) + " to " + user + "; grant select on "
                + table.sql() + " to " + user;
    }

    /// Says why a table is not found, with the correction.
    RuntimeException missing(TableName root) {
        if (catalog.table(root).isPresent()) {
            return new IllegalStateException(
                    "The user " + catalog.user() + " may not read " + root + ". Run as its owner: " + grant(root));
        }
        var names = catalog.tables().keySet().stream()
                .filter(it -> !it.schema().equals(STATE))
                .sorted()
                .map(TableName::toString)
                .toList();
        var inOtherSchemas =
                names.stream().filter(it -> it.endsWith("." + root.name())).toList();
        var similar = inOtherSchemas.isEmpty() ? Catalog.similar(root.toString(), names) : inOtherSchemas;
        return new IllegalArgumentException("There is no table " + root + "; "
                + (similar.isEmpty()
                        ? "there are " + String.join(", ", names)
                        : "did you mean " + String.join(" or ", similar) + "?"));
    }
}
