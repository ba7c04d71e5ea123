package polystore.transformers.plan;

import java.util.Set;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.Names;
import polystore.transformers.shape.As;

/// The form of a key: that of an `_id`, and of a reference to it.
final class IdFields {

    private IdFields() {}

    /// @param columns of the key
    /// @param taken is given the name
    static String name(String column, int columns, Set<String> taken) {
        if (columns == 1) {
            return "_id";
        }
        var queryable = !column.startsWith("$") && !column.contains(".");
        return queryable && taken.add(column) ? column : Names.ofField(column, taken);
    }

    /// An array cannot be an `_id`, and the parts of other values could not be told from parts of the key.
    static As form(ColumnType type) {
        var asItIs = type instanceof ColumnType.Scalar scalar
                && scalar.kind() != ColumnType.Kind.JSON
                && scalar.kind() != ColumnType.Kind.JSONB
                && scalar.kind() != ColumnType.Kind.HSTORE;
        return asItIs ? As.TYPE : As.TEXT;
    }
}
