package polystore.analytics.sales;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The figures of a cell.
///
/// @param placed orders placed, by time of placing
/// @param orders paid orders, by time of payment, like units and revenue
/// @param revenue money, in the cell's currency
/// @param cancelled refunds due for paid orders that were cancelled, by time of cancellation
/// @param returned refunds due for returned units, by time of return
record Amounts(long placed, long orders, long units, BigDecimal revenue, BigDecimal cancelled, BigDecimal returned) {

    private static final Amounts NOTHING = new Amounts(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Amounts minus(Amounts other) {
        return new Amounts(
                placed - other.placed,
                orders - other.orders,
                units - other.units,
                revenue.subtract(other.revenue),
                cancelled.subtract(other.cancelled),
                returned.subtract(other.returned));
    }

    boolean isNothing() {
        return placed == 0
                && orders == 0
                && units == 0
                && revenue.signum() == 0
                && cancelled.signum() == 0
                && returned.signum() == 0;
    }

    /// The difference between `after` and `before` per cell, without unchanged cells.
    static SortedMap<MeasureCell, Amounts> difference(
            Map<MeasureCell, Amounts> after, Map<MeasureCell, Amounts> before) {
        var difference = new TreeMap<MeasureCell, Amounts>(after);
        before.forEach((cell, amounts) ->
                difference.put(cell, difference.getOrDefault(cell, NOTHING).minus(amounts)));
        difference.values().removeIf(Amounts::isNothing);
        return difference;
    }
}
