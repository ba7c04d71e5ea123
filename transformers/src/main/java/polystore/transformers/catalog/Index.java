package polystore.transformers.catalog;

import java.util.List;

/// A valid index over plain columns.
///
/// @param columns key columns in order
/// @param partial whether it has a condition and so covers some rows only
public record Index(String name, List<String> columns, boolean unique, boolean partial) {
    public Index {
        columns = List.copyOf(columns);
    }
}
