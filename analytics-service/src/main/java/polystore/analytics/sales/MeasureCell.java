package polystore.analytics.sales;

import java.time.Instant;
import java.util.Comparator;

/// The key of a measure.
///
/// @param dimension `all`, `country`, `status`, `product` or `category`
/// @param value of the dimension; empty for `all` and for products without a category
/// @param bucket start of the quarter of an hour
record MeasureCell(String dimension, Instant bucket, String value, String currency) implements Comparable<MeasureCell> {

    private static final Comparator<MeasureCell> ORDER = Comparator.comparing(MeasureCell::dimension)
            .thenComparing(MeasureCell::bucket)
            .thenComparing(MeasureCell::value)
            .thenComparing(MeasureCell::currency);

    /// The order in which cells are locked, always the same, so that transactions cannot deadlock.
    @Override
    public int compareTo(MeasureCell other) {
        return ORDER.compare(this, other);
    }
}
