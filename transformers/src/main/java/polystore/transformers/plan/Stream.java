package polystore.transformers.plan;

import java.util.List;
import polystore.transformers.catalog.TableName;

/// One query for the rows of one table, each prefixed with the columns that identify the row it belongs to.
///
/// @param place path of the array in the document; empty for the root
/// @param table of the rows
/// @param prefix select list that begins every row: the root's number, the keys of the rows it is embedded in, and
///     its own key if rows are embedded in it
/// @param parentWidth number of prefix columns that identify the row it is embedded in
/// @param values select list behind the prefix
/// @param joins from the root's alias to the row
/// @param orderBy order of the rows of one parent
public record Stream(
        String place,
        TableName table,
        List<String> prefix,
        int parentWidth,
        List<String> values,
        List<Join> joins,
        List<String> orderBy,
        List<PlannedField> fields) {
    public Stream {
        prefix = List.copyOf(prefix);
        values = List.copyOf(values);
        joins = List.copyOf(joins);
        orderBy = List.copyOf(orderBy);
        fields = List.copyOf(fields);
    }

    public boolean isRoot() {
        return place.isEmpty();
    }
}
