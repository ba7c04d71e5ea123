package polystore.gateway.routing;

/// A token bucket stored as one number, the time at which it will be full again (generic cell rate algorithm, ITU-T
/// I.371).
///
/// `take-token.lua` is the same arithmetic for Redis; a test compares the two.
///
/// @param fullAtMicros when the bucket will be full, in microseconds of the epoch
/// @param decision about the request that asked for a token
record TokenBucket(long fullAtMicros, RateLimitDecision decision) {

    /// @param fullAtMicros as left by the previous request, 0 for a new bucket
    static TokenBucket take(long fullAtMicros, long nowMicros, Quota quota) {
        var interval = quota.intervalMicros();
        var before = Math.max(fullAtMicros, nowMicros);
        var after = before + interval;
        var room = nowMicros + quota.burst() * interval - after;
        return room < 0
                ? new TokenBucket(before, new RateLimitDecision(false, 0, before - nowMicros, -room))
                : new TokenBucket(after, new RateLimitDecision(true, room / interval, after - nowMicros, 0));
    }
}
