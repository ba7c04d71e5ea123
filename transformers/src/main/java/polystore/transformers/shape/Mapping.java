package polystore.transformers.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.TableName;

/// Which rows become which documents.
///
/// @param name also the collection's, unless a target says otherwise
/// @param version raised whenever the document's shape or meaning changes; stored with each document as `_m.m`
/// @param root whose rows are the documents
/// @param key columns that are the document's `_id`; the primary key where empty
/// @param where a condition on the root's columns; leaving it deletes the document
/// @param fields of the document; every column of the root in camelCase where empty
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
