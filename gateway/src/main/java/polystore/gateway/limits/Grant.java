package polystore.gateway.limits;

/// One request let in or turned away by a bucket.
///
/// @param remaining requests that may still come at once
/// @param fullMicros until the whole burst is back
/// @param waitMicros until the next request is let in, 0 for one that is
public record Grant(boolean allowed, long remaining, long fullMicros, long waitMicros) {

    private static final long MICROS = 1_000_000;

    public long fullSeconds() {
        return Math.ceilDiv(fullMicros, MICROS);
    }

    /// At least 1: a client told to wait 0 seconds would not wait.
    public long retryAfterSeconds() {
        return Math.max(1, Math.ceilDiv(waitMicros, MICROS));
    }
}
