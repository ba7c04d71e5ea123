package polystore.analytics.sales;

import java.time.Duration;
import java.time.Instant;
import polystore.platform.rest.QueryParameters;

/// The half-open interval of the parameters `from` and `to`.
record TimeRange(Instant from, Instant to) {

    private static final Duration BUCKET = Duration.ofMinutes(15);
    private static final Duration DEFAULT = Duration.ofDays(30);

    /// By default `to` is now, and `from` is 30 days before `to`.
    ///
    /// @throws polystore.platform.http.ProblemException 400 unless `from` is before `to`
    public static TimeRange of(QueryParameters parameters, Instant now) {
        var to = parameters.instant("to");
        var from = parameters.instant("from");
        var end = to == null ? now : to;
        var start = from == null ? end.minus(DEFAULT) : from;
        if (!start.isBefore(end)) {
            throw QueryParameters.refused("from", "must be before to");
        }
        return new TimeRange(start, end);
    }

    /// The buckets of the measures that lie completely in the range; empty, at its end, where none does.
    TimeRange buckets() {
        var floor = floor(from);
        var first = floor.equals(from) ? from : earlier(floor.plus(BUCKET), to);
        var end = floor(to);
        return new TimeRange(first, end.isBefore(first) ? first : end);
    }

    private static Instant floor(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() - Math.floorMod(at.getEpochSecond(), BUCKET.toSeconds()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
