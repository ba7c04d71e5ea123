package polystore.platform.messaging.deadletters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How many records of a consumer wait for an operator.
///
/// @param letters dead letters without a decision
/// @param waiting records that are parked behind them
/// @param keys different keys of the letters
/// @param oldest time since which the oldest letter waits; null for none
public record DeadLetterCounts(
        long letters, long waiting, long keys, @Nullable Instant oldest) {

    static final DeadLetterCounts NONE = new DeadLetterCounts(0, 0, 0, null);
}
