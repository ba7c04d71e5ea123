package polystore.analytics.sales;

import java.time.Duration;
import java.time.Instant;
import polystore.platform.rest.QueryParameters;

/// The half-open interval of the parameters `from` and `to`.
record TimeRange(Instant from, Instant to) {

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
}
