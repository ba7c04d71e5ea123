package polystore.analytics.sales;

import java.util.List;
import java.util.Map;

/// Numbers of the orders placed in an interval that have reached each status, at any time.
///
/// @param placed in the interval
/// @param returned with at least one line
/// @param durations from each status to the next one
record Funnel(
        long placed,
        long paid,
        long shipped,
        long delivered,
        long returned,
        long cancelled,
        long expired,
        Map<String, DurationHistogram> durations) {

    /// Steps in their order, as [PostgresStepDurations] names them.
    static final List<String> STEPS = List.of("placed-paid", "paid-shipped", "shipped-delivered");
}
