package polystore.catalog.products;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import polystore.catalog.availability.BandsChanged;
import polystore.catalog.availability.MongoAvailability;

/// A product as shoppers see it, by id or by SKU: from this process, else from Redis, else from MongoDB.
@ApplicationScoped
public class ReadProduct {

    private final NearProducts near;
    private final RedisProducts shared;
    private final MongoProducts products;
    private final MongoAvailability availability;
    private final SingleFlight<Optional<ShownProduct>> flights = new SingleFlight<>();
    private final Counter fromNear;
    private final Counter fromShared;
    private final Counter fromStore;

    public ReadProduct(
            NearProducts near,
            RedisProducts shared,
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

    public Optional<ShownProduct> byId(String id) {
        var copy = near.find(id);
        if (copy.isPresent()) {
            fromNear.increment();
            return copy.map(Copy::shown);
        }
        return flights.fetch(id, () -> fromShared(id).or(() -> kept(products.byId(id))));
    }

    /// The id behind a SKU may be outdated, so that it counts only if the product still has the SKU.
    public Optional<ShownProduct> bySku(String sku) {
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
    public ShownProduct shown(Product product) {
        return ShownProduct.of(product, availability.of(product.content().skus()));
    }

    void outdate(@Observes ProductChanged change) {
        outdate(change.id(), new Age(change.version(), 0));
    }

    void outdate(@Observes BandsChanged change) {
        for (var product : products.withSkus(change.skus())) {
            outdate(product.id(), shown(product).age());
        }
    }

    private void outdate(String id, Age atLeast) {
        near.outdate(id, atLeast);
        shared.outdate(id, atLeast);
        flights.forget(id);
    }

    /// Redis may have missed a change that this process knows of: then its copy is not taken.
    private Optional<ShownProduct> fromShared(String id) {
        var copy = shared.find(id).filter(near::keep);
        copy.ifPresent(_ -> fromShared.increment());
        return copy.map(Copy::shown);
    }

    private Optional<ShownProduct> kept(Optional<Product> product) {
        fromStore.increment();
        return product.map(this::shown).map(shown -> {
            var copy = Copy.of(shown);
            near.keep(copy);
            shared.keep(copy);
            shown.product().content().skus().forEach(sku -> shared.keepSku(sku, copy.id()));
            return shown;
        });
    }
}
