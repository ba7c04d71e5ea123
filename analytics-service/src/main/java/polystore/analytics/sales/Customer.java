package polystore.analytics.sales;

import java.time.Instant;
import java.util.List;

/// Totals of one customer.
///
/// @param totals one per currency
record Customer(Instant firstPlacedAt, Instant lastPlacedAt, List<Total> totals) {

    public record Total(String currency, Amounts amounts) {}
}
