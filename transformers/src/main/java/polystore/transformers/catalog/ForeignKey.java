package polystore.transformers.catalog;

import java.util.List;

/// A reference from `columns` of `from` to `targetColumns` of `to`, in the same order.
public record ForeignKey(TableName from, List<String> columns, TableName to, List<String> targetColumns) {
    public ForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
