package polystore.transformers.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.shape.Limit;
import polystore.transformers.shape.Nulls;
import polystore.transformers.value.ValueForm;

/// A field whose values are columns of its stream.
public sealed interface PlannedField {

    String name();

    /// @param column index among the values of the stream
    record Value(String name, int column, ValueForm form, Nulls nulls) implements PlannedField {}

    record Money(String name, int amount, int currency, Nulls nulls) implements PlannedField {}

    /// @param present columns that are all not NULL where there is such a part
    record Group(String name, List<PlannedField> fields, List<Integer> present, Nulls nulls) implements PlannedField {
        public Group {
            fields = List.copyOf(fields);
            present = List.copyOf(present);
        }
    }

    /// @param scalar the one value of each element, in place of the stream's fields
    record Rows(String name, Stream stream, PlannedField.@Nullable Value scalar, Limit limit, boolean omitEmpty)
            implements PlannedField {}
}
