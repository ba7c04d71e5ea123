package polystore.platform.messaging;

import org.jspecify.annotations.Nullable;

/// Reads what a record says.
@FunctionalInterface
public interface Decoder<T> {

    /// @param record with a key
    /// @return null for a record that says nothing to this consumer, such as the deletion of a key it does not keep
    /// @throws IllegalArgumentException saying what is wrong with the record
    @Nullable
    T decode(ReceivedRecord record);
}
