package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Catalog;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.catalog.TableName;
import polystore.transformers.shape.Rule.Link;
import polystore.transformers.shape.Rule.Target;

/// Resolves the names in a mapping by the catalog, or suggests existing ones.
final class Links {

    private final Catalog catalog;
    private final Faults faults;

    Links(Catalog catalog, Faults faults) {
        this.catalog = catalog;
        this.faults = faults;
    }

    /// Two tables and the columns that join them.
    record Found(Table table, List<String> columns, List<String> ownColumns) {}

    @Nullable
    Table table(String place, TableName name) {
        var found = catalog.table(name);
        if (found.isEmpty()) {
            var similar = Catalog.similar(
                    name.toString(),
                    catalog.tables().keySet().stream().map(TableName::toString).toList());
            faults.add(
                    place,
                    "there is no table " + name + ", or this user may not see it",
                    similar.isEmpty() ? "name an existing one as schema.table" : "did you mean " + or(similar) + "?");
        }
        return found.orElse(null);
    }

    @Nullable
    Column column(String place, Table table, String name) {
        var found = table.column(name);
        if (found.isEmpty()) {
            var names = table.columns().stream().map(Column::name).toList();
            var similar = Catalog.similar(name, names);
            faults.add(
                    place,
                    "there is no column " + name + " in " + table.name(),
                    similar.isEmpty()
                            ? "its columns are " + String.join(", ", names)
                            : "did you mean " + or(similar) + "?");
        }
        found.filter(it -> !it.readable())
                .ifPresent(it ->
                        faults.add(place, "this user may not read " + it.name() + " of " + table.name(), grant(table)));
        return found.orElse(null);
    }

    private String grant(Table table) {
        return "run as its owner: grant usage on schema "
                + Names.quoted(table.name().schema()) + " to " + Names.quoted(catalog.user()) + "; grant select on "
                + table.name().sql() + " to " + Names.quoted(catalog.user());
    }

    boolean columns(String place, Table table, List<String> names) {
        var all = true;
        for (var name : names) {
            all &= column(place, table, name) != null;
        }
        return all;
    }

    /// The row that these columns of `from` refer to.
    @Nullable
    Found outgoing(String place, Table from, List<String> columns, @Nullable Target target) {
        if (!columns(place, from, columns)) {
            return null;
        }
        var meant = target != null ? Optional.of(target) : foreignKey(from.name(), columns);
        if (meant.isEmpty()) {
            faults.add(
                    place,
                    "no foreign key on " + from.name() + " (" + String.join(", ", columns)
                            + ") says which row is meant",
                    "write to: table.column beside it");
            return null;
        }
        var table = table(place, meant.get().table());
        if (table == null || !columns(place, table, meant.get().columns())) {
            return null;
        }
        return unique(place, table, meant.get().columns())
                ? new Found(table, meant.get().columns(), columns)
                : null;
    }

    private Optional<Target> foreignKey(TableName from, List<String> columns) {
        return catalog.referencesFrom(from).stream()
                .filter(it -> it.columns().equals(columns))
                .map(it -> new Target(it.to(), it.targetColumns()))
                .findFirst();
    }

    /// The rows whose columns refer to a row of `to`.
    @Nullable
    Found incoming(String place, Table to, Link.Incoming link) {
        var table = table(place, link.table());
        if (table == null || !columns(place, table, link.columns())) {
            return null;
        }
        var referred = catalog.referencesFrom(table.name()).stream()
                .filter(it -> it.columns().equals(link.columns()) && it.to().equals(to.name()))
                .map(it -> it.targetColumns())
                .findFirst()
                .orElse(to.primaryKey());
        if (referred.size() != link.columns().size()) {
            faults.add(
                    place,
                    table.name() + " (" + String.join(", ", link.columns()) + ") does not refer to " + to.name(),
                    mendOfReference(table, to));
            return null;
        }
        return new Found(table, link.columns(), referred);
    }

    private String mendOfReference(Table table, Table to) {
        var keys = new ArrayList<String>();
        for (var key : catalog.referencesFrom(table.name())) {
            if (key.to().equals(to.name())) {
                keys.add(table.name() + "." + String.join("+", key.columns()));
            }
        }
        return keys.isEmpty()
                ? "name as many columns as the primary key of " + to.name() + " has: " + to.primaryKey()
                : "its foreign keys to " + to.name() + " are " + or(keys);
    }

    boolean unique(String place, Table table, List<String> columns) {
        var unique = table.view() || table.isUnique(columns);
        if (!unique) {
            faults.add(
                    place,
                    "several rows of " + table.name() + " may have the same " + String.join(", ", columns),
                    "use many, or add a unique index: create unique index on "
                            + table.name().sql() + " (" + Names.quoted(columns) + ")");
        }
        return unique;
    }

    private static String or(List<String> names) {
        return String.join(" or ", names);
    }
}
