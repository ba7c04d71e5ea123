package polystore.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import polystore.catalog.availability.BandsChanged;
import polystore.catalog.availability.MongoAvailability;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductChanged;

/// A product as shoppers see it, by id or by SKU: from this process, else from Redis, else from MongoDB.
@ApplicationScoped
public class ReadProduct {

    private final NearCache near;
    private final RedisCache shared;
    private final MongoProducts products;
    private final MongoAvailability availability;
    private final SingleFlight<Optional<ProductView>> flights = new SingleFlight<>();
    private final Counter fromNear;
    private final Counter fromShared;
    private final Counter fromStore;

    public ReadProduct(
            NearCache near,
            RedisCache shared,
            MongoProducts products,
            MongoAvailability availability,
            MeterRegistry metrics) {
        this.near = near;
        this.shared = shared;
        this.products = products;
        this.availability = availability;
        this.fromNear = metrics.counter("catalog.cache.reads", "from", "near");
        this.fromShared = metrics.counter("catalog.cache.reads", "from", "redis");
        this.fromStore = metrics.counter("catalog.cache.reads", "from", "mongodb");
    }

    public Optional<ProductView> byId(String id) {
        var copy = near.find(id);
        if (copy.isPresent()) {
            fromNear.increment();
            return copy.map(CachedProduct::shown);
        }
        return flights.fetch(id, () -> fromShared(id).or(() -> kept(products.byId(id))));
    }

    /// The id behind a SKU may be outdated, so that it counts only if the product still has the SKU.
    public Optional<ProductView> bySku(String sku) {
        return near.idOfSku(sku)
                .or(() -> shared.idOfSku(sku))
                .flatMap(this::byId)
                .filter(shown -> shown.product().content().skus().contains(sku))
                .or(() -> kept(products.bySku(sku)))
                .map(shown -> {
                    near.keepSku(sku, shown.product().id());
                    return shown;
                });
    }

    /// Adds what can be bought.
    public ProductView view(Product product) {
        return ProductView.of(product, availability.of(product.content().skus()));
    }

    void outdate(@Observes ProductChanged change) {
        outdate(change.id(), new Revision(change.version(), 0));
    }

    void outdate(@Observes BandsChanged change) {
        for (var product : products.withSkus(change.skus())) {
            outdate(product.id(), view(product).age());
        }
    }

    private void outdate(String id, Revision atLeast) {
        near.outdate(id, atLeast);
        shared.outdate(id, atLeast);
        flights.forget(id);
    }

    /// Redis may have missed a change that this process knows of: then its copy is not taken.
    private Optional<ProductView> fromShared(String id) {
        var copy = shared.find(id).filter(near::keep);
        copy.ifPresent(_ -> fromShared.increment());
        return copy.map(CachedProduct::shown);
    }

    private Optional<ProductView> kept(Optional<Product> product) {
        fromStore.increment();
        return product.map(this::view).map(shown -> {
            var copy = CachedProduct.of(shown);
            near.keep(copy);
            shared.keep(copy);
            shown.product().content().skus().forEach(sku -> shared.keepSku(sku, copy.id()));
            return shown;
        });
    }
}
