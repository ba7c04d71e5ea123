package polystore.analytics.sales;

import java.time.Instant;
import java.util.List;
import polystore.analytics.freshness.AsOf;

/// Rows of measures and how current they are.
///
/// @param asOf the rows include all events published until this time
/// @param lagMs milliseconds between `asOf` and the answer
/// @param complete whether the rows include all published events
record RowsJson<T>(List<T> rows, Instant asOf, long lagMs, boolean complete) {

    public static <T> RowsJson<T> of(List<T> rows, AsOf asOf) {
        return new RowsJson<>(rows, asOf.asOf(), asOf.lagMs(), asOf.complete());
    }
}
