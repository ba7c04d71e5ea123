package polystore.analytics.web;

import java.time.Instant;
import java.util.List;
import polystore.analytics.freshness.AsOf;

/// Measures and up to when they are of.
///
/// @param asOf everything published until then is in the rows
/// @param lagMs between `asOf` and this answer
/// @param complete whether nothing was published that is not in the rows
public record RowsJson<T>(List<T> rows, Instant asOf, long lagMs, boolean complete) {

    public static <T> RowsJson<T> of(List<T> rows, AsOf asOf) {
        return new RowsJson<>(rows, asOf.asOf(), asOf.lagMs(), asOf.complete());
    }
}
