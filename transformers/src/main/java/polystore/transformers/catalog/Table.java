package polystore.transformers.catalog;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A table or view as a mapping may use it.
///
/// @param primaryKey columns in the order of the key; empty without one
/// @param view whether this is a view, which has no keys
public record Table(TableName name, List<Column> columns, List<String> primaryKey, List<Index> indexes, boolean view) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
    }

    public Optional<Column> column(String wanted) {
        return columns.stream().filter(it -> it.name().equals(wanted)).findFirst();
    }

    /// Whether a unique key or index covers these columns; rows with NULL may still be equal.
    public boolean isUnique(Collection<String> wanted) {
        var set = new HashSet<>(wanted);
        return indexes.stream().anyMatch(it -> it.unique() && !it.partial() && set.containsAll(it.columns()));
    }

    /// Whether an index begins with these columns.
    public boolean isFoundBy(Collection<String> wanted) {
        var set = new HashSet<>(wanted);
        return indexes.stream()
                .filter(it -> !it.partial() && it.columns().size() >= set.size())
                .anyMatch(it -> set.equals(new HashSet<>(it.columns().subList(0, set.size()))));
    }
}
