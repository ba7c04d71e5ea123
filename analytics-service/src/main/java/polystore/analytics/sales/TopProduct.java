package polystore.analytics.sales;

import org.jspecify.annotations.Nullable;

/// A product with its measures in one currency.
///
/// @param sku under which the product or one of its variants was last sold; null where it is unknown
/// @param name under which the product was last sold; its id where the name is unknown
record TopProduct(String product, @Nullable String sku, String name, String currency, Amounts amounts) {

    /// The figure by which products are ranked.
    public enum Ranking {
        REVENUE,
        UNITS,
        ORDERS
    }
}
