package polystore.analytics.sales;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.analytics.freshness.AsOf;

/// Rows of measures and how current they are.
///
/// @param accuracy of estimated fields, by their name; null without such fields
/// @param asOf the rows include all events published until this time
/// @param lagMs milliseconds between `asOf` and the answer
/// @param complete whether the rows include all published events
record RowsJson<T>(
        List<T> rows, @Nullable Map<String, AccuracyJson> accuracy, Instant asOf, long lagMs, boolean complete) {

    public static <T> RowsJson<T> of(List<T> rows, Map<String, AccuracyJson> accuracy, AsOf asOf) {
        return new RowsJson<>(rows, accuracy.isEmpty() ? null : accuracy, asOf.asOf(), asOf.lagMs(), asOf.complete());
    }
}
