package polystore.gateway.limits;

/// A token bucket kept as one number, the time at which it will be full again (generic cell rate algorithm, ITU-T
/// I.371).
///
/// The script in `redis/take.lua` is the same arithmetic; a test holds the two against each other.
///
/// @param fullAtMicros when the bucket will be full, in microseconds of the epoch
/// @param grant what came of the request
record Bucket(long fullAtMicros, Grant grant) {

    /// @param fullAtMicros as left by the last request, 0 for a new bucket
    static Bucket take(long fullAtMicros, long nowMicros, Quota quota) {
        var interval = quota.intervalMicros();
        var before = Math.max(fullAtMicros, nowMicros);
        var after = before + interval;
        var room = nowMicros + quota.burst() * interval - after;
        return room < 0
                ? new Bucket(before, new Grant(false, 0, before - nowMicros, -room))
                : new Bucket(after, new Grant(true, room / interval, after - nowMicros, 0));
    }
}
