package polystore.catalog.products;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import polystore.catalog.availability.mongo.MongoAvailability;
import polystore.catalog.products.mongo.MongoProducts;

/// A product as shoppers see it, by id or by SKU.
@ApplicationScoped
public class ReadProduct {

    private final MongoProducts products;
    private final MongoAvailability availability;

    public ReadProduct(MongoProducts products, MongoAvailability availability) {
        this.products = products;
        this.availability = availability;
    }

    public Optional<ShownProduct> byId(String id) {
        return products.byId(id).map(this::shown);
    }

    public Optional<ShownProduct> bySku(String sku) {
        return products.bySku(sku).map(this::shown);
    }

    /// Adds what can be bought.
    public ShownProduct shown(Product product) {
        return ShownProduct.of(product, availability.of(product.content().skus()));
    }
}
