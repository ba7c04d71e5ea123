package polystore.transformers.catalog;

import org.jspecify.annotations.Nullable;

/// @param readable whether this user may read it
/// @param oneText whether equal values have the same text; false for a collation that ignores differences, and citext
/// @param collation in SQL; null for the default
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        boolean readable,
        boolean oneText,
        @Nullable String collation) {

    public Column(String name, ColumnType type, boolean nullable) {
        this(name, type, nullable, true, true, null);
    }
}
