package polystore.transformers.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Table;

/// One place of a mapping where rows of a table are read. A table that is read in several places has several.
///
/// @param above the row that these rows are joined to; null for the root
/// @param columns of this table that join it to the row above; for the root its key
/// @param aboveColumns of the row above, in the same order; empty for the root
/// @param wholeRows whether a statement reads its rows as a whole, so that any of its columns counts
public record TableUse(
        Table table, @Nullable TableUse above, List<String> columns, List<String> aboveColumns, boolean wholeRows) {
    public TableUse {
        columns = List.copyOf(columns);
        aboveColumns = List.copyOf(aboveColumns);
    }
}
