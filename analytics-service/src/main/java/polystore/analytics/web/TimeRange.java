package polystore.analytics.web;

import java.time.Duration;
import java.time.Instant;

/// The `from` and `to` of a request, half open.
public record TimeRange(Instant from, Instant to) {

    private static final Duration DEFAULT = Duration.ofDays(30);

    /// Without `to` until now, without `from` the 30 days before.
    ///
    /// @throws polystore.platform.http.ProblemException 400 when it is empty or turned round
    public static TimeRange of(Parameters parameters, Instant now) {
        var to = parameters.instant("to");
        var from = parameters.instant("from");
        var end = to == null ? now : to;
        var start = from == null ? end.minus(DEFAULT) : from;
        if (!start.isBefore(end)) {
            throw Parameters.refused("from", "must be before to");
        }
        return new TimeRange(start, end);
    }
}
