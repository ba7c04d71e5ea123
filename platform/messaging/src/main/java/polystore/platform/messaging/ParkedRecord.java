package polystore.platform.messaging;

import org.jspecify.annotations.Nullable;

/// A record that is parked until an operator replays it.
///
/// @param cause why it cannot be applied; null for a record that waits behind a parked one of its key
/// @param attempts number of attempts
public record ParkedRecord(ReceivedRecord record, @Nullable String cause, int attempts) {

    static ParkedRecord behind(ReceivedRecord record) {
        return new ParkedRecord(record, null, 0);
    }
}
