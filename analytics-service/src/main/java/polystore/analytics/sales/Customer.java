package polystore.analytics.sales;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Totals of one customer.
///
/// @param first order that the customer has placed
/// @param last order that the customer has placed
/// @param totals one per currency
/// @param favourites categories of the paid orders, those with most units first
record Customer(Order first, Order last, List<Total> totals, List<Favourite> favourites) {

    /// The most categories that [#favourites] has.
    static final int FAVOURITES_MAX = 3;

    public record Order(UUID id, Instant placedAt) {}

    public record Total(String currency, Amounts amounts) {}

    /// @param name of the category; null where it is unknown
    public record Favourite(String category, @Nullable String name, long units) {}
}
