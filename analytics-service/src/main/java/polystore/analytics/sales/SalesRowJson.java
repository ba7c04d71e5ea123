package polystore.analytics.sales;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    "category",
    "name",
    "country",
    "status",
    "orders",
    "units",
    "revenue",
    "placed",
    "cancelled",
    "returned",
    "averageOrderValue",
    "cancellationRate",
    "returnRate",
    "uniqueCustomers"
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
        Money returned,

        @Schema(
                description =
                        "revenue / orders of the row, rounded half up to the decimals of the currency; absent without orders")
        @Nullable
        Money averageOrderValue,

        @Schema(
                description =
                        "cancelled / revenue, rounded half up to 4 decimals; absent without revenue. Refunds count"
                                + " at the time they fell due, so the rate of one interval can exceed 1")
        @Nullable
        BigDecimal cancellationRate,

        @Schema(
                description = "returned / revenue, rounded half up to 4 decimals; absent without revenue. Refunds count"
                        + " at the time they fell due, so the rate of one interval can exceed 1")
        @Nullable
        BigDecimal returnRate,

        @Schema(
                description =
                        "customers of the paid orders, each counted once; an estimate, see accuracy of the answer."
                                + " Absent by status")
        @Nullable
        Long uniqueCustomers) {

    private static final int RATE_DECIMALS = 4;

    static SalesRowJson of(SalesRow row, Dimension by) {
        var amounts = row.amounts();
        var revenue = new Money(amounts.revenue(), row.currency());
        var cancelled = new Money(amounts.cancelled(), row.currency());
        var returned = new Money(amounts.returned(), row.currency());
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
                revenue,
                amounts.placed(),
                cancelled,
                returned,
                average(revenue, amounts.orders()),
                rate(cancelled, revenue),
                rate(returned, revenue),
                row.uniqueCustomers());
    }

    private static @Nullable Money average(Money revenue, long orders) {
        return orders == 0
                ? null
                : new Money(
                        revenue.amount()
                                .divide(
                                        BigDecimal.valueOf(orders),
                                        revenue.amount().scale(),
                                        RoundingMode.HALF_UP),
                        revenue.currency());
    }

    private static @Nullable BigDecimal rate(Money part, Money revenue) {
        return revenue.amount().signum() == 0
                ? null
                : part.amount().divide(revenue.amount(), RATE_DECIMALS, RoundingMode.HALF_UP);
    }
}
