package polystore.analytics.sales;

import java.time.Instant;
import java.util.Comparator;

/// The key of a measure.
///
/// @param dimension `all`, `country`, `status`, `product` or `category`
/// @param value of the dimension; empty for `all` and for products without a category
/// @param bucket start of the quarter of an hour
record Cell(String dimension, Instant bucket, String value, String currency) implements Comparable<Cell> {

    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::dimension)
            .thenComparing(Cell::bucket)
            .thenComparing(Cell::value)
            .thenComparing(Cell::currency);

    /// The order in which cells are locked, always the same, so that transactions cannot deadlock.
    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
