package polystore.analytics.sales;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// A query of the measures.
///
/// @param from inclusive
/// @param to exclusive
/// @param timeZone in which days, weeks (from Monday) and months begin
record SalesQuery(Instant from, Instant to, Interval interval, ZoneId timeZone, Dimension by) {

    private static final Duration BUCKET = Duration.ofMinutes(15);

    public enum Interval {
        HOUR,
        DAY,
        WEEK,
        MONTH
    }

    public enum Dimension {
        ALL,
        PRODUCT,
        CATEGORY,
        COUNTRY,
        STATUS
    }

    /// Start of the first bucket that lies completely in the range; orders before it are counted one by one.
    public Instant firstBucket() {
        var floor = floor(from);
        return floor.equals(from) ? from : earlier(floor.plus(BUCKET), to);
    }

    /// End of the last bucket that lies completely in the range; orders after it are counted one by one.
    public Instant endOfBuckets() {
        var floor = floor(to);
        return floor.isBefore(firstBucket()) ? firstBucket() : floor;
    }

    private static Instant floor(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), BUCKET.toSeconds()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
