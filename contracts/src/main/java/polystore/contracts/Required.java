package polystore.contracts;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The bounds that the schemas set and that a type cannot express. Checked by the records themselves, so that neither a
/// producer can make nor a consumer can read what breaks them.
public final class Required {

    private Required() {}

    /// @throws IllegalArgumentException when `value` is below `min`
    public static void atLeast(long min, String field, long value) {
        if (value < min) {
            throw new IllegalArgumentException(field + " is " + value + ", and must be at least " + min);
        }
    }

    /// @throws IllegalArgumentException when there is no element
    public static void some(String field, @Nullable Collection<?> elements) {
        if (elements == null || elements.isEmpty()) {
            throw new IllegalArgumentException(field + " must have at least one element");
        }
    }
}
