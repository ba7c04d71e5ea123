package polystore.analytics.sales;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polystore.analytics.sales.SalesQuery.Dimension;
import polystore.contracts.Money;

/// One row of measures, with a field for the requested dimension only.
///
/// @param orders paid orders, to which units and revenue belong
/// @param placed all orders placed
/// @param cancelled refunds due for cancelled orders, not subtracted from revenue
/// @param returned refunds due for returned lines, not subtracted from revenue
@JsonPropertyOrder({
    "start",
    "product",
    "sku",
    "name",
    "category",
    "country",
    "status",
    "orders",
    "units",
    "revenue",
    "placed",
    "cancelled",
    "returned"
})
record SalesRowJson(
        Instant start,
        @Nullable String product,
        @Nullable String sku,
        @Nullable String name,
        @Nullable String category,
        @Nullable String country,
        @Nullable String status,
        long orders,
        long units,
        Money revenue,
        long placed,
        Money cancelled,
        Money returned) {

    static SalesRowJson of(SalesRow row, Dimension by) {
        var amounts = row.amounts();
        return new SalesRowJson(
                row.start(),
                by == Dimension.PRODUCT ? row.value() : null,
                row.sku(),
                row.name(),
                by == Dimension.CATEGORY ? row.value() : null,
                by == Dimension.COUNTRY ? row.value() : null,
                by == Dimension.STATUS ? row.value() : null,
                amounts.orders(),
                amounts.units(),
                new Money(amounts.revenue(), row.currency()),
                amounts.placed(),
                new Money(amounts.cancelled(), row.currency()),
                new Money(amounts.returned(), row.currency()));
    }
}
