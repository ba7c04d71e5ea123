package polystore.analytics.sales;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is measured of a cell.
///
/// @param placed orders, at the time of placing
/// @param orders paid orders, at the time of payment; so are units and revenue
/// @param revenue money, in the cell's currency
/// @param cancelled money to go back for paid orders that were cancelled, at the time of cancelling
/// @param returned money to go back for what was returned, at the time of returning
public record Amounts(
        long placed, long orders, long units, BigDecimal revenue, BigDecimal cancelled, BigDecimal returned) {

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

    /// What has to be added to `before` to make it `after`, cell by cell, without the cells that stay.
    static SortedMap<Cell, Amounts> difference(Map<Cell, Amounts> after, Map<Cell, Amounts> before) {
        var difference = new TreeMap<Cell, Amounts>(after);
        before.forEach((cell, amounts) ->
                difference.put(cell, difference.getOrDefault(cell, NOTHING).minus(amounts)));
        difference.values().removeIf(Amounts::isNothing);
        return difference;
    }
}
