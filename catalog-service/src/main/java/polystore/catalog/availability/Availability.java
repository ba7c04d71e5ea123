package polystore.catalog.availability;

import polystore.contracts.stock.StockLevel;

/// How one SKU can be bought, as orders-service last said.
///
/// @param available units
/// @param version of the stock, rises with every change
public record Availability(String sku, StockLevel.Band band, long available, long version) {

    public static Availability of(StockLevel level) {
        return new Availability(level.sku(), level.band(), level.available(), level.version());
    }
}
