package polystore.catalog.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import java.util.Optional;
import polystore.catalog.Database;
import polystore.catalog.availability.MongoAvailability;
import polystore.catalog.products.MongoProducts;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductChanged;
import polystore.catalog.products.Products;
import polystore.catalog.products.ReadableProducts;

/// The caches of one instance of the catalog, with connections of its own; it invalidates Redis only when a test calls
/// [#invalidation].
final class CatalogInstance implements AutoCloseable {

    private static final Vertx VERTX = Vertx.vertx();

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final NearCache near = new NearCache();
    final RedisCircuitBreaker breaker = new RedisCircuitBreaker(metrics);
    final RedisCache cache;
    final InvalidateRedis invalidation;
    final ReadProduct read;
    private final Redis redis;
    private final MongoProducts products;

    CatalogInstance(Database database, String redisUri) {
        this(database, redisUri, true);
    }

    CatalogInstance(Database database, String redisUri, boolean cached) {
        redis = Redis.createClient(VERTX, redisUri);
        cache = new RedisCache(redis, breaker);
        products = new MongoProducts(database.mongo(), new ReadableProducts(metrics));
        var availability = new MongoAvailability(database.mongo());
        var marks = new MongoCacheMarks(database.mongo());
        invalidation = new InvalidateRedis(marks, cache, breaker, metrics);
        read = new ReadProduct(near, cache, products, availability, new CacheReads(metrics), cached);
    }

    /// Changes a product as a request to this instance does.
    Product change(Product before, String name) {
        var after = store(before, name);
        read.invalidate(
                new ProductChanged(after.id(), after.version(), after.content().skus()));
        return after;
    }

    /// Changes a product as an instance does that crashes after the write.
    Product store(Product before, String name) {
        var content = Products.content(
                before.content().sku(), name, "1", null, before.content().attributes());
        var after = Products.changed(before, content);
        products.replace(after, Products.ANY);
        return after;
    }

    Product add(String sku) {
        var product = Products.product(Products.freshId(), 1, sku);
        products.add(product, Products.ANY);
        return product;
    }

    Optional<String> name(Product product) {
        return read.byId(product.id())
                .map(view -> view.product().content().name().first());
    }

    double reads(String layer, boolean found) {
        return metrics.counter("polystore.catalog.cache.reads", "layer", layer, "found", Boolean.toString(found))
                .count();
    }

    @Override
    public void close() {
        redis.close();
    }
}
