package polystore.analytics.intake;

import org.jspecify.annotations.Nullable;
import polystore.analytics.kafka.Received;

/// A record that is set aside until somebody replays it.
///
/// @param cause why it cannot be applied; null for one that only waits behind another of its key
/// @param attempts how often it has been tried
public record Parked(Received record, @Nullable String cause, int attempts) {

    static Parked behind(Received record) {
        return new Parked(record, null, 0);
    }
}
