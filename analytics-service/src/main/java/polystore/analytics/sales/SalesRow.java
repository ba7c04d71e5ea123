package polystore.analytics.sales;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One interval of one value of the dimension in one currency.
///
/// @param start of the interval, which may be before the range's
/// @param value of the dimension; empty for none
/// @param sku of the product, by product only; null where it is not known
/// @param name of the product, by product only; null where it is not known
public record SalesRow(
        Instant start,
        String value,
        @Nullable String sku,
        @Nullable String name,
        String currency,
        Amounts amounts) {}
