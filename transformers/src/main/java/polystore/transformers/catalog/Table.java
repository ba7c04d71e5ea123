package polystore.transformers.catalog;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A table or view as a mapping may use it.
///
/// @param primaryKey columns in the order of the key; empty without one
/// @param view whether this is a view, which has no keys
/// @param filtered whether row level security hides rows from this user
public record Table(
        TableName name,
        List<Column> columns,
        List<String> primaryKey,
        List<Index> indexes,
        boolean view,
        boolean filtered) {
    public Table {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
    }

    /// Without the columns that this user may not read.
    public Table readable() {
        var readable = columns.stream().filter(Column::readable).toList();
        return new Table(name, readable, primaryKey, indexes, view, filtered);
    }

    public Optional<Column> column(String wanted) {
        return columns.stream().filter(it -> it.name().equals(wanted)).findFirst();
    }

    /// What a comparison of two texts needs where each has a collation of its own: the collation of this
    /// table's column, by which its index is ordered.
    public String collation(String own, Table other, String its) {
        var wanted = column(own).map(Column::collation);
        var otherwise = other.column(its).map(Column::collation);
        return wanted.isPresent() && otherwise.isPresent() && !wanted.equals(otherwise)
                ? " collate " + wanted.get()
                : "";
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
