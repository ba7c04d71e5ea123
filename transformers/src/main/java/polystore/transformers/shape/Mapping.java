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

    /// Whether elements of its arrays may be stored in buckets, documents of another collection.
    public boolean hasBuckets() {
        return haveBuckets(fields);
    }

    private static boolean haveBuckets(List<Field> fields) {
        return fields.stream().map(Field::rule).anyMatch(rule -> switch (rule) {
            case Rule.Many many -> many.limit().then() == Limit.Then.BUCKET || haveBuckets(many.fields());
            case Rule.Group group -> haveBuckets(group.fields());
            case Rule.One one -> haveBuckets(one.fields());
            case Rule.Cases cases -> cases.cases().stream().anyMatch(it -> haveBuckets(it.fields()));
            case Rule.Value _, Rule.Concat _, Rule.Money _ -> false;
        });
    }
}
