package polystore.catalog.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import polystore.catalog.availability.MongoAvailability;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductChanged;

/// Reads a product by id or by SKU, through the near cache, then Redis, then MongoDB.
@ApplicationScoped
public class ReadProduct {

    private final NearCache near;
    private final RedisCache redis;
    private final MongoProducts products;
    private final MongoAvailability availability;
    private final CacheReads reads;
    private final boolean cached;
    private final SingleFlight<Optional<ProductView>> flights = new SingleFlight<>();

    /// @param cached false reads every product from MongoDB, as the baseline of the benchmark
    ReadProduct(
            NearCache near,
            RedisCache redis,
            MongoProducts products,
            MongoAvailability availability,
            CacheReads reads,
            @ConfigProperty(name = "polystore.catalog.cache") boolean cached) {
        this.near = near;
        this.redis = redis;
        this.products = products;
        this.availability = availability;
        this.reads = reads;
        this.cached = cached;
    }

    public Optional<ProductView> byId(String id) {
        if (!cached) {
            return uncached(products.byId(id));
        }
        var copy = near.find(id);
        if (copy.isPresent()) {
            reads.near(copy.get());
            return copy.map(CachedProduct::view);
        }
        return unlessAbsent(id, () -> fromRedis(id).or(() -> fromMongo(products.byId(id))));
    }

    public Optional<ProductView> bySku(String sku) {
        if (!cached) {
            return uncached(products.bySku(sku));
        }
        return near.idOfSku(sku)
                .flatMap(id -> withSku(id, sku))
                .or(() -> unlessAbsent(
                        skuKey(sku),
                        () -> redis.idOfSku(sku)
                                .flatMap(id -> withSku(id, sku))
                                .or(() -> fromMongo(products.bySku(sku)))));
    }

    /// Adds the availability of its SKUs.
    public ProductView view(Product product) {
        return ProductView.of(product, availability.of(product.content().skus()));
    }

    /// A change is visible at once in this process; [InvalidateRedis] makes it visible to other instances.
    void invalidate(@Observes ProductChanged change) {
        flights.forget(change.id());
        near.invalidate(Map.of(change.id(), new Revision(change.version(), 0)));
        near.forgetAbsent(change.id());
        for (var sku : change.skus()) {
            flights.forget(skuKey(sku));
            near.forgetAbsent(skuKey(sku));
        }
    }

    /// The cached id of a SKU may be out of date, so it is used only if the product still has the SKU.
    private Optional<ProductView> withSku(String id, String sku) {
        return byId(id).filter(view -> view.product().content().skus().contains(sku));
    }

    private Optional<ProductView> unlessAbsent(String key, Supplier<Optional<ProductView>> load) {
        if (near.isAbsent(key)) {
            reads.nearAbsent();
            return Optional.empty();
        }
        return flights.fetch(key, load, found -> {
            if (found.isEmpty()) {
                near.putAbsent(key);
            }
        });
    }

    /// The near cache refuses a copy that is older than a change in this process.
    private Optional<ProductView> fromRedis(String id) {
        var copy = redis.find(id);
        if (copy.isPresent() && !near.put(copy.get())) {
            reads.stale();
            return Optional.empty();
        }
        copy.ifPresent(_ -> reads.redis());
        return copy.map(CachedProduct::view);
    }

    private Optional<ProductView> uncached(Optional<Product> product) {
        reads.mongodb(product.isPresent());
        return product.map(this::view);
    }

    private Optional<ProductView> fromMongo(Optional<Product> product) {
        return uncached(product).map(view -> {
            var copy = CachedProduct.of(view);
            near.put(copy);
            redis.put(copy);
            return view;
        });
    }

    /// SKUs and ids have no colon, so the key of a SKU differs from every id.
    private static String skuKey(String sku) {
        return "sku:" + sku;
    }
}
