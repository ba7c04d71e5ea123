package polystore.gateway.routing;

/// Whether a request is within its caller's rate limit, and what is left of the limit.
///
/// @param remaining requests that are still allowed at once
/// @param fullMicros until the whole burst is available again
/// @param waitMicros until the next request is allowed; 0 if this one is
public record RateLimitDecision(boolean allowed, long remaining, long fullMicros, long waitMicros) {

    private static final long MICROS = 1_000_000;

    long fullSeconds() {
        return Math.ceilDiv(fullMicros, MICROS);
    }

    /// At least 1: a client told to wait 0 seconds would not wait.
    public long retryAfterSeconds() {
        return Math.max(1, Math.ceilDiv(waitMicros, MICROS));
    }
}
