package polystore.analytics.sales;

import org.jspecify.annotations.Nullable;

/// A product and what was measured of it in one currency.
///
/// @param sku under which it was last sold, one of its variants' where it has such; null where that is not known
/// @param name under which it was last sold; the id where that is not known
public record TopProduct(String product, @Nullable String sku, String name, String currency, Amounts amounts) {

    /// By what products are ranked.
    public enum Ranking {
        REVENUE,
        UNITS,
        ORDERS
    }
}
