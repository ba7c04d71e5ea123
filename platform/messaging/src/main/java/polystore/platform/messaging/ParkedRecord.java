package polystore.platform.messaging;

import org.jspecify.annotations.Nullable;

/// A record that is set aside until an operator replays it.
///
/// @param cause why it cannot be applied; null for one that only waits behind another of its key
/// @param attempts how often it has been tried
public record ParkedRecord(ReceivedRecord record, @Nullable String cause, int attempts) {

    static ParkedRecord behind(ReceivedRecord record) {
        return new ParkedRecord(record, null, 0);
    }
}
