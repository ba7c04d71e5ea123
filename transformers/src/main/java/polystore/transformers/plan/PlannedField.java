package polystore.transformers.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.transformers.shape.Limit;
import polystore.transformers.shape.Nulls;
import polystore.transformers.value.ValueForm;

/// A field with its columns in the stream.
public sealed interface PlannedField {

    String name();

    /// @param column index among the values of the stream
    record Value(String name, int column, ValueForm form, Nulls nulls) implements PlannedField {}

    record Money(String name, int amount, int currency, Nulls nulls) implements PlannedField {}

    /// @param present columns that must all be not NULL for the part to exist
    record Group(String name, List<PlannedField> fields, List<Integer> present, Nulls nulls) implements PlannedField {
        public Group {
            fields = List.copyOf(fields);
            present = List.copyOf(present);
        }
    }

    /// @param column index of the text that decides among the values of the stream
    record Cases(String name, int column, Map<String, List<PlannedField>> cases, Nulls nulls) implements PlannedField {
        public Cases {
            cases = Map.copyOf(cases);
        }
    }

    /// @param scalar the value of each element, instead of the stream's fields
    /// @param by index of the text that names each element, which makes a document of the array; null for an array
    /// @param reference the key of each element, for an array over a limit that has references then
    record Rows(
            String name,
            Stream stream,
            PlannedField.@Nullable Value scalar,
            @Nullable Integer by,
            List<Value> reference,
            Limit limit,
            boolean omitEmpty)
            implements PlannedField {
        public Rows {
            reference = List.copyOf(reference);
        }
    }
}
