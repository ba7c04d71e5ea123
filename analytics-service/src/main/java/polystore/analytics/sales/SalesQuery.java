package polystore.analytics.sales;

import java.time.Instant;
import java.time.ZoneId;

/// A query of the measures.
///
/// @param from inclusive
/// @param to exclusive
/// @param timeZone in which days, weeks (from Monday) and months begin
record SalesQuery(Instant from, Instant to, Interval interval, ZoneId timeZone, Dimension by) {

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
        return new TimeRange(from, to).buckets().from();
    }

    /// End of the last bucket that lies completely in the range; orders after it are counted one by one.
    public Instant endOfBuckets() {
        return new TimeRange(from, to).buckets().to();
    }
}
