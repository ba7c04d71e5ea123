package polystore.gateway.limits;

/// How many requests one principal may make.
///
/// @param name of the policy, as it appears in the headers
/// @param perSecond requests that come back each second
/// @param burst requests that may come at once after a pause
public record Quota(String name, int perSecond, int burst) {

    private static final long MICROS = 1_000_000;

    public Quota {
        if (perSecond < 1 || perSecond > MICROS || burst < 1) {
            throw new IllegalArgumentException("quota " + name + " needs 1 to a million per second and a burst of 1");
        }
    }

    /// Microseconds after which one request has come back.
    public long intervalMicros() {
        return MICROS / perSecond;
    }

    /// Seconds in which an empty bucket fills again, rounded up.
    public long windowSeconds() {
        return Math.ceilDiv((long) burst, (long) perSecond);
    }
}
