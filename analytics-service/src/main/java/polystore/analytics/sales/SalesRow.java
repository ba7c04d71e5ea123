package polystore.analytics.sales;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The measures of one interval, one value of the dimension and one currency.
///
/// @param start of the interval, which may be before the start of the range
/// @param value of the dimension; empty for none
/// @param sku of the product; null for other dimensions or where it is unknown
/// @param name of the product or the category; null for other dimensions or where it is unknown
/// @param uniqueCustomers estimated number of customers of the paid orders; null where they were not requested, and by
/// status
record SalesRow(
        Instant start,
        String value,
        @Nullable String sku,
        @Nullable String name,
        String currency,
        Amounts amounts,
        @Nullable Long uniqueCustomers) {

    PostgresUniqueCustomers.Cell cell() {
        return new PostgresUniqueCustomers.Cell(start, value, currency);
    }

    SalesRow with(Map<PostgresUniqueCustomers.Cell, Long> customers) {
        return new SalesRow(start, value, sku, name, currency, amounts, customers.getOrDefault(cell(), 0L));
    }
}
