package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.Database;
import polystore.catalog.availability.Availability;
import polystore.catalog.availability.MongoAvailability;
import polystore.catalog.products.Product;
import polystore.contracts.stock.StockLevel.Band;
import polystore.platform.testing.TcpProxy;
import polystore.platform.testing.TestStores;

/// Several instances on one MongoDB and one Redis. The near cache of a new instance is empty, so that it reads from
/// Redis or MongoDB.
class InvalidateRedisIT {

    private static final String PROXY = "catalog-redis";

    private static Database database;
    private static TcpProxy proxy;
    private final List<CatalogInstance> instances = new ArrayList<>();
    private final String sku = "SKU-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void open() {
        database = Database.fresh();
        proxy = new TcpProxy(PROXY, TestStores.redis().port());
    }

    @AfterAll
    static void closeStores() throws Exception {
        database.close();
        proxy.close();
    }

    @BeforeEach
    void reachable() {
        TcpProxy.restore(PROXY);
    }

    @AfterEach
    void closeInstances() {
        instances.forEach(CatalogInstance::close);
    }

    @Test
    void aCopyInRedisIsReadByOtherInstances() {
        var product = cachedProduct(instance());
        var other = instance();
        assertThat(other.name(product)).contains("Trail 5");
        assertThat(other.reads("redis", true)).isEqualTo(1);
        assertThat(other.name(product)).contains("Trail 5");
        assertThat(other.reads("near", true)).isEqualTo(1);
        assertThat(other.reads("mongodb", true)).isZero();
    }

    @Test
    void anotherInstanceInvalidatesTheChangeOfOneThatCannotReachRedis() {
        var writer = instanceBehindProxy();
        var other = instance();
        var product = cachedProduct(other);
        TcpProxy.cut(PROXY);
        writer.change(product, "New");
        assertThat(writer.invalidation.handle()).isFalse();
        assertThat(writer.name(product)).contains("New");

        assertThat(other.invalidation.handle()).isTrue();
        assertThat(instance().name(product)).contains("New");
    }

    @Test
    void anotherInstanceInvalidatesTheChangeOfOneThatCrashed() {
        var product = cachedProduct(instance());
        instance().store(product, "New");
        var other = instance();
        assertThat(other.invalidation.handle()).isTrue();
        assertThat(other.name(product)).contains("New");
    }

    @Test
    void anotherInstanceInvalidatesTheBandStoredByAConsumerThatCrashed() {
        var product = cachedProduct(instance());
        var consumer = new MongoAvailability(database.mongo());
        assertThat(consumer.apply(List.of(new Availability(sku, Band.OUT, 0, 7))))
                .containsExactly(sku);
        // The same level again, as Kafka delivers it to the next consumer, is not newer and changes nothing.
        assertThat(consumer.apply(List.of(new Availability(sku, Band.OUT, 0, 7))))
                .isEmpty();

        assertThat(instance().invalidation.handle()).isTrue();
        var view = instance().read.byId(product.id()).orElseThrow();
        assertThat(view.bands()).containsEntry(sku, Band.OUT);
    }

    @Test
    void redisIsNotReadAgainBeforeItHasReceivedAllInvalidations() {
        var only = instanceBehindProxy();
        var product = cachedProduct(only);
        TcpProxy.cut(PROXY);
        only.change(product, "New");
        assertThat(only.invalidation.handle()).isFalse();
        TcpProxy.restore(PROXY);
        assertThat(only.cache.find(product.id())).isEmpty();

        assertThat(only.invalidation.handle()).isTrue();
        assertThat(only.breaker.isClosed()).isTrue();
        assertThat(instance().name(product)).contains("New");
    }

    @Test
    void anInstanceThatStartsDoesNotReadRedisBeforeItHasInvalidatedIt() {
        var product = cachedProduct(instance());
        instance().store(product, "New");
        var starting = uninvalidated(TestStores.redis().uri("catalog"));
        assertThat(starting.name(product)).contains("New");
    }

    @Test
    void readsDoNotWaitForARedisThatDoesNotAnswer() {
        var instance = instanceBehindProxy();
        TcpProxy.stall(PROXY);
        for (int i = 0; i < 5; i++) {
            assertThat(instance.name(instance.add("STALLED-" + i + sku))).isPresent();
        }
        assertThat(instance.metrics
                        .counter("polystore.catalog.cache.redis.failures")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aChangeDuringTheInvalidationKeepsItsMark() {
        var instance = instance();
        var product = cachedProduct(instance);
        var marks = new MongoCacheMarks(database.mongo());
        var second = instance.store(product, "Second");
        var seen = marks.products(10);
        instance.store(second, "Third");
        marks.clearProducts(seen);
        assertThat(marks.products(10))
                .extracting(MongoCacheMarks.Marked::version)
                .containsExactly(3L);
        assertThat(instance.invalidation.handle()).isTrue();
        assertThat(marks.products(10)).isEmpty();
    }

    @Test
    void aProductThatCannotBeReadDoesNotStopInvalidation() {
        var product = cachedProduct(instance());
        var broken = instance().add("BROKEN-" + sku);
        database.mongo()
                .getCollection("products")
                .updateOne(Filters.eq(broken.id()), Updates.set("name", new Document("en", 7)));
        new MongoAvailability(database.mongo())
                .apply(List.of(
                        new Availability("BROKEN-" + sku, Band.OUT, 0, 1), new Availability(sku, Band.LOW, 1, 1)));
        assertThat(instance().invalidation.handle()).isTrue();
        assertThat(instance().read.byId(product.id()).orElseThrow().bands()).containsEntry(sku, Band.LOW);
    }

    private Product cachedProduct(CatalogInstance instance) {
        var product = instance.add(sku);
        assertThat(instance.name(product)).contains("Trail 5");
        assertThat(instance.cache.find(product.id())).isPresent();
        return product;
    }

    private CatalogInstance instance() {
        return running(TestStores.redis().uri("catalog"));
    }

    private CatalogInstance instanceBehindProxy() {
        return running(TestStores.redis()
                .uri("catalog")
                .replace(":" + TestStores.redis().port(), ":" + proxy.port()));
    }

    /// Connected to Redis, with the circuit breaker closed as by an invalidation that found no marks.
    private CatalogInstance running(String redisUri) {
        var instance = uninvalidated(redisUri);
        instance.cache.invalidate(Map.of());
        instance.breaker.close();
        return instance;
    }

    private CatalogInstance uninvalidated(String redisUri) {
        var instance = new CatalogInstance(database, redisUri);
        instances.add(instance);
        return instance;
    }
}
