package polystore.catalog.availability;

import polystore.contracts.stock.StockLevel;

/// The availability of one SKU, as orders-service last published it.
///
/// @param available units
/// @param version of the stock row, rises with every change
public record Availability(String sku, StockLevel.Band band, long available, long version) {

    public static Availability of(StockLevel level) {
        return new Availability(level.sku(), level.band(), level.available(), level.version());
    }
}
