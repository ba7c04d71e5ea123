package polystore.analytics.freshness;

import java.time.Duration;
import java.time.Instant;

/// How current an answer is.
///
/// @param asOf the answer includes all events published until this time
/// @param lagMs milliseconds between `asOf` and the answer
/// @param complete whether the answer includes all published events
public record AsOf(Instant asOf, long lagMs, boolean complete) {

    static AsOf of(Instant asOf, Instant now, boolean complete) {
        return new AsOf(asOf, Math.max(0, Duration.between(asOf, now).toMillis()), complete);
    }
}
