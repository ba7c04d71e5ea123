package polystore.contracts.stock;

import java.time.Instant;
import polystore.contracts.Required;

/// The available units of one SKU, published to `stock.levels.v1` with the SKU as key.
///
/// @param available units, `onHand - reserved`
/// @param version increases with every change of the stock row; consumers apply only a higher one
public record StockLevel(String sku, Band band, long available, long version, Instant at) {

    public static final String TYPE = "polystore.stock.StockLevel";

    public StockLevel {
        Required.atLeast(0, "available", available);
        Required.atLeast(1, "version", version);
    }

    /// The availability band shown to shoppers.
    public enum Band {
        IN_STOCK,
        LOW,
        OUT
    }
}
