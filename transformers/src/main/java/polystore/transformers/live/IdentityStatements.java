package polystore.transformers.live;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.Index;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;

/// The statements by which old rows of a table come with the columns that lead to the root.
final class IdentityStatements {

    /// Of a table, in the name of an index, which has at most 63 bytes.
    private static final int NAME_CHARACTERS_MAX = 30;

    private IdentityStatements() {}

    /// An index keeps the log small, but its columns must not be NULL; no index is made on a partition.
    ///
    /// @param table that the mapping names, which the relation is or is a part of
    /// @param wanted columns that lead to the root
    static String of(ReplicaIdentity identity, Table table, Set<String> wanted) {
        var columns = new ArrayList<>(table.primaryKey());
        wanted.stream().filter(it -> !columns.contains(it)).forEach(columns::add);
        var indexable = !table.primaryKey().isEmpty()
                && !identity.isPart()
                && columns.stream()
                        .allMatch(
                                it -> table.column(it).filter(Column::nullable).isEmpty());
        var name = identity.relation().sql();
        if (!indexable) {
            return full(identity, "alter table " + name + " replica identity full");
        }
        var index = Names.quoted(indexName(table));
        return "create unique index " + index + " on " + name + " (" + Names.quoted(columns) + "); alter table " + name
                + " replica identity using index " + index;
    }

    private static String full(ReplicaIdentity identity, String statement) {
        return identity.toStored() == null
                ? statement
                : "alter table " + identity.of().sql() + " " + identity.toStored() + "; " + statement;
    }

    /// A longer name would be cut, perhaps to that of the table or of another index.
    private static String indexName(Table table) {
        var name = table.name().name();
        var stem = name.length() <= NAME_CHARACTERS_MAX
                ? name
                : name.substring(0, NAME_CHARACTERS_MAX) + String.format(Locale.ROOT, "_%08x", name.hashCode());
        var taken = table.indexes().stream().map(Index::name).toList();
        var index = stem + "_identity";
        for (var i = 2; taken.contains(index); i++) {
            index = stem + "_identity" + i;
        }
        return index;
    }
}
