package polystore.command.demo;

import polystore.contracts.Money;

/// Figures of paid orders.
///
/// @param orders with at least one unit of the product or category counted
/// @param units in all of these orders
public record Sales(long orders, long units, Money revenue) {
    public static Sales none(String currency) {
        return new Sales(0, 0, Money.zero(currency));
    }

    public Sales plus(Sales other) {
        return new Sales(orders + other.orders, units + other.units, revenue.plus(other.revenue));
    }
}
