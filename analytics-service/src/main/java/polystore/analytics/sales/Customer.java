package polystore.analytics.sales;

import java.time.Instant;
import java.util.List;

/// What one customer has bought.
///
/// @param totals one per currency
public record Customer(Instant firstPlacedAt, Instant lastPlacedAt, List<Total> totals) {

    public record Total(String currency, Amounts amounts) {}
}
