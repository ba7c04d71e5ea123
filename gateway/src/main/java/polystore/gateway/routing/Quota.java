package polystore.gateway.routing;

/// How many requests one caller may make.
///
/// @param name as it appears in the `RateLimit` headers
/// @param perSecond tokens added to the bucket each second
/// @param burst size of the bucket
public record Quota(String name, int perSecond, int burst) {

    private static final long MICROS = 1_000_000;

    public Quota {
        if (perSecond < 1 || perSecond > MICROS || burst < 1) {
            throw new IllegalArgumentException("The quota " + name
                    + " is not valid: per-second must be 1 to 1000000 and burst at least 1, not " + perSecond + " and "
                    + burst);
        }
    }

    /// Microseconds in which one token is added.
    long intervalMicros() {
        return MICROS / perSecond;
    }

    /// Seconds in which an empty bucket becomes full, rounded up.
    long windowSeconds() {
        return Math.ceilDiv((long) burst, (long) perSecond);
    }
}
