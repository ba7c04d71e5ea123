package polystore.analytics.sales;

import java.time.Instant;
import java.util.Comparator;

/// The key of a number of orders that took about the same time for a step.
///
/// @param step such as `placed-paid`
/// @param bucket start of the quarter of an hour in which the orders were placed
/// @param bin of [DurationHistogram]
record StepCell(String step, Instant bucket, int bin) implements Comparable<StepCell> {

    private static final Comparator<StepCell> ORDER =
            Comparator.comparing(StepCell::step).thenComparing(StepCell::bucket).thenComparingInt(StepCell::bin);

    /// The order in which cells are locked, always the same, so that transactions cannot deadlock.
    @Override
    public int compareTo(StepCell other) {
        return ORDER.compare(this, other);
    }
}
