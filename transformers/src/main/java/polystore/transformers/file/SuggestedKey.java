package polystore.transformers.file;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.Index;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;

/// The key of a root: its primary key, or the columns of a unique index.
final class SuggestedKey {

    private SuggestedKey() {}

    /// Writes nothing for a primary key, which is the default.
    ///
    /// @throws IllegalStateException for a table whose rows nothing tells apart
    static void write(Table table, YamlText yaml) {
        if (!table.primaryKey().isEmpty()) {
            return;
        }
        if (table.view()) {
            yaml.comment("the rows of a view have no key: choose columns that no two rows share");
            yaml.list("key", List.of(YamlText.column(table.columns().getFirst().name())));
            return;
        }
        var index = unique(table).orElseThrow(() -> withoutKey(table));
        yaml.comment(table.name() + " has no primary key: the columns of the unique index " + index.name());
        yaml.list("key", index.columns().stream().map(YamlText::column).toList());
        var nullable = index.columns().stream()
                .filter(it -> isNullable(table, it))
                .map(it -> Names.quoted(it) + " is not null")
                .toList();
        if (!nullable.isEmpty()) {
            yaml.comment("rows with a NULL in their key have no document");
            yaml.entry("where", String.join(" and ", nullable));
        }
    }

    /// One without NULLs before others.
    private static Optional<Index> unique(Table table) {
        return table.indexes().stream()
                .filter(it -> it.unique() && !it.partial())
                .min(Comparator.comparingLong((Index it) -> it.columns().stream()
                                .filter(column -> isNullable(table, column))
                                .count())
                        .thenComparingInt(it -> it.columns().size()));
    }

    private static boolean isNullable(Table table, String column) {
        return table.column(column).filter(Column::nullable).isPresent();
    }

    private static IllegalStateException withoutKey(Table table) {
        return new IllegalStateException(table.name()
                + " has no primary key and no unique index, so nothing tells its rows apart and no document could be found"
                + " again. Add one, such as: alter table " + table.name().sql()
                + " add column document_id bigint generated always as identity primary key");
    }
}
