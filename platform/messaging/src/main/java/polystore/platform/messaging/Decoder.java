package polystore.platform.messaging;

import org.jspecify.annotations.Nullable;

/// Decodes a record.
@FunctionalInterface
public interface Decoder<T> {

    /// @param record with a key
    /// @return null for a record that is irrelevant for this consumer, such as the deletion of a key it does not
    /// store
    /// @throws IllegalArgumentException with the fault of the record
    @Nullable
    T decode(ReceivedRecord record);
}
