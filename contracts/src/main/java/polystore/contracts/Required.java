package polystore.contracts;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Limits of the schemas that a type cannot express. The records check them, so that a producer cannot create and
/// a consumer cannot read a record that violates them.
public final class Required {

    private Required() {}

    /// @throws IllegalArgumentException when `value` is below `min`
    public static void atLeast(long min, String field, long value) {
        if (value < min) {
            throw new IllegalArgumentException(field + " is " + value + ", but must be at least " + min);
        }
    }

    /// @throws IllegalArgumentException when there is no element
    public static void some(String field, @Nullable Collection<?> elements) {
        if (elements == null || elements.isEmpty()) {
            throw new IllegalArgumentException(field + " must have at least one element");
        }
    }
}
