package polystore.transformers.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.TableName;

/// A mapping from rows to documents.
///
/// @param name of the mapping and, by default, of the collection
/// @param version must be raised when the document's structure or meaning changes; stored with each document
/// as `_m.m`
/// @param root the table with one row per document
/// @param key columns of the document's `_id`; empty for the primary key
/// @param where a condition on the root's columns; a row that no longer meets it has its document deleted
/// @param fields of the document; empty for all columns of the root in camelCase
public record Mapping(
        String name,
        int version,
        TableName root,
        List<String> key,
        @Nullable String where,
        List<Field> fields) {
    public Mapping {
        key = List.copyOf(key);
        fields = List.copyOf(fields);
    }
}
