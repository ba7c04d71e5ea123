package polystore.contracts.stock;

import java.time.Instant;
import polystore.contracts.Required;

/// How much of one SKU can be bought, published to `stock.levels.v1` with the SKU as key.
///
/// @param available units, `onHand - reserved`
/// @param version rises with every change of the stock row; apply only what is higher
public record StockLevel(String sku, Band band, long available, long version, Instant at) {

    public static final String TYPE = "polystore.stock.StockLevel";

    public StockLevel {
        Required.atLeast(0, "available", available);
        Required.atLeast(1, "version", version);
    }

    /// What a shopper needs to know.
    public enum Band {
        IN_STOCK,
        LOW,
        OUT
    }
}
