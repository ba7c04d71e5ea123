package polystore.analytics.sales;

import java.time.Instant;

/// One interval of one value of the dimension in one currency.
///
/// @param start of the interval, which may be before the range's
/// @param value of the dimension; empty for none
public record SalesRow(Instant start, String value, String currency, Amounts amounts) {}
