package polystore.analytics.freshness;

import java.time.Duration;
import java.time.Instant;

/// Up to when an answer is of.
///
/// @param asOf what was published until then is in the answer
/// @param lagMs between `asOf` and the answer, in milliseconds
/// @param complete whether nothing was published that is not in the answer
public record AsOf(Instant asOf, long lagMs, boolean complete) {

    static AsOf of(Instant asOf, Instant now, boolean complete) {
        return new AsOf(asOf, Math.max(0, Duration.between(asOf, now).toMillis()), complete);
    }
}
