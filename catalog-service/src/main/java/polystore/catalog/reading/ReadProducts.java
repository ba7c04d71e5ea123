package polystore.catalog.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import polystore.catalog.availability.MongoAvailability;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;

/// Reads any number of products with two queries to MongoDB.
@ApplicationScoped
public class ReadProducts {

    private final MongoProducts products;
    private final MongoAvailability availability;

    ReadProducts(MongoProducts products, MongoAvailability availability) {
        this.products = products;
        this.availability = availability;
    }

    /// @param skus of products or of their variants
    /// @return by SKU; a SKU that no product has is absent
    public Map<String, ProductView> bySkus(Set<String> skus) {
        var found = new TreeMap<String, ProductView>();
        for (var view : views(products.withSkus(skus))) {
            view.product().content().skus().stream().filter(skus::contains).forEach(sku -> found.put(sku, view));
        }
        return found;
    }

    /// Adds the availability of their SKUs, with one query.
    public List<ProductView> views(List<Product> loaded) {
        var skus = new HashSet<String>();
        loaded.forEach(product -> skus.addAll(product.content().skus()));
        var known = availability.of(skus);
        return loaded.stream().map(product -> ProductView.of(product, known)).toList();
    }
}
