package polystore.analytics.sales;

/// A product and what was measured of it in one currency.
///
/// @param name under which it was last sold; the id where that is not known
public record TopProduct(String product, String name, String currency, Amounts amounts) {

    /// By what products are ranked.
    public enum Ranking {
        REVENUE,
        UNITS,
        ORDERS
    }
}
