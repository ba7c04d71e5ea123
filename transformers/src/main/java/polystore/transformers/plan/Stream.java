package polystore.transformers.plan;

import java.util.List;
import polystore.transformers.catalog.TableName;

/// One query: the rows of one table that the documents need, each behind the columns that say where it belongs.
///
/// @param place path of its array in the document; empty for the root
/// @param table whose rows these are
/// @param prefix select list that begins every row: the root's number, the keys of the rows it is embedded in, and its
///     own key if rows are embedded in it
/// @param parentWidth how many of the prefix say which row it is embedded in
/// @param values select list behind the prefix
/// @param joins from the root's alias to the row
/// @param orderBy what orders the rows of one parent
public record Stream(
        String place,
        TableName table,
        List<String> prefix,
        int parentWidth,
        List<String> values,
        String joins,
        List<String> orderBy,
        List<PlannedField> fields) {
    public Stream {
        prefix = List.copyOf(prefix);
        values = List.copyOf(values);
        orderBy = List.copyOf(orderBy);
        fields = List.copyOf(fields);
    }

    public boolean isRoot() {
        return place.isEmpty();
    }
}
