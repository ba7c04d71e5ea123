package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.Database;
import polystore.catalog.products.ProductChanged;
import polystore.platform.testing.TestStores;

class ReadProductIT {

    private static Database database;
    private CatalogInstance instance;
    private final String sku = "SKU-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void open() {
        database = Database.fresh();
    }

    @AfterAll
    static void closeStores() {
        database.close();
    }

    @BeforeEach
    void start() {
        instance = new CatalogInstance(database, TestStores.redis().uri("catalog"));
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void anAbsentProductIsReadFromMongoOnceASecond() {
        for (int i = 0; i < 3; i++) {
            assertThat(instance.read.byId("no-such-id")).isEmpty();
            assertThat(instance.read.bySku(sku)).isEmpty();
        }
        assertThat(instance.reads("mongodb", false)).isEqualTo(2);
        assertThat(instance.reads("near", false)).isEqualTo(4);
    }

    @Test
    void aProductThatWasJustAbsentIsFoundAsSoonAsItIsCreated() {
        assertThat(instance.read.bySku(sku)).isEmpty();
        var product = instance.add(sku);
        instance.read.invalidate(new ProductChanged(product.id(), 1, List.of(sku)));
        assertThat(instance.read.bySku(sku)).isPresent();
    }

    @Test
    void withoutCachesEveryReadUsesMongo() {
        try (var uncached = new CatalogInstance(database, TestStores.redis().uri("catalog"), false)) {
            uncached.breaker.close();
            var product = uncached.add(sku);
            for (int i = 0; i < 3; i++) {
                assertThat(uncached.read.byId(product.id())).isPresent();
                assertThat(uncached.read.bySku(sku)).isPresent();
            }
            assertThat(uncached.reads("mongodb", true)).isEqualTo(6);
            assertThat(uncached.cache.find(product.id())).isEmpty();
        }
    }

    @Test
    void aSkuThatMovedToAnotherProductFindsThatProduct() {
        instance.breaker.close();
        var first = instance.add(sku);
        assertThat(instance.read.bySku(sku)).isPresent();
        var renamed = instance.store(first, "x");
        database.mongo()
                .getCollection("products")
                .updateOne(
                        new org.bson.Document("_id", renamed.id()),
                        new org.bson.Document(
                                "$set", new org.bson.Document("sku", "X" + sku).append("skus", List.of("X" + sku))));
        instance.read.invalidate(new ProductChanged(first.id(), 2, List.of(sku, "X" + sku)));
        var second = instance.add(sku);
        assertThat(instance.read.bySku(sku)).map(view -> view.product().id()).contains(second.id());
    }
}
