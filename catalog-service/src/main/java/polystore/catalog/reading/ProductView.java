package polystore.catalog.reading;

import java.util.Map;
import java.util.TreeMap;
import polystore.catalog.availability.Availability;
import polystore.catalog.products.Product;
import polystore.contracts.stock.StockLevel.Band;

/// A product with the availability of its SKUs, as in responses.
///
/// @param bands by SKU; a SKU for which orders-service has published no stock is absent
/// @param stockVersion the sum of its SKUs' stock versions: it only grows while the product stays the same, so
///     that together with the product's version it orders copies
public record ProductView(Product product, Map<String, Band> bands, long stockVersion) {

    Revision revision() {
        return new Revision(product.version(), stockVersion);
    }

    /// @param known by SKU, of any SKUs
    public static ProductView of(Product product, Map<String, Availability> known) {
        var bands = new TreeMap<String, Band>();
        var stockVersion = 0L;
        for (var sku : product.content().skus()) {
            var availability = known.get(sku);
            if (availability != null) {
                bands.put(sku, availability.band());
                stockVersion += availability.version();
            }
        }
        return new ProductView(product, bands, stockVersion);
    }
}
