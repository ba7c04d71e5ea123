package polystore.catalog.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.catalog.Database;
import polystore.catalog.products.MongoProducts.Replacing;
import polystore.catalog.products.MongoProducts.Save;
import polystore.catalog.products.MongoProducts.Saving;
import polystore.catalog.publishing.MongoUnpublishedProducts;

class MongoProductsIT {

    private static Database database;
    private MongoProducts products;
    private MongoUnpublishedProducts unpublished;

    @BeforeAll
    static void open() {
        database = Database.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.mongo().getCollection("products").deleteMany(new org.bson.Document());
        products = new MongoProducts(database.mongo(), Products.readable());
        unpublished = new MongoUnpublishedProducts(database.mongo());
    }

    @Test
    void storesEveryKindOfValueExactly() {
        var product = Products.rich(Products.freshId(), "S");
        products.add(product, Products.ANY);
        assertThat(products.byId(product.id())).contains(product);
        assertThat(products.bySku("S-B")).contains(product);
    }

    @Test
    void aSkuBelongsToOneProduct() {
        var first = Products.rich(Products.freshId(), "S");
        products.add(first, Products.ANY);
        assertThat(products.add(Products.product(Products.freshId(), 1, "S-B"), Products.ANY))
                .isFalse();
        assertThat(products.takenBesides("other", List.of("X", "S-B"))).contains("S-B");
        assertThat(products.takenBesides(first.id(), List.of("S", "S-B"))).isEmpty();
    }

    @Test
    void aChangeReplacesOnlyThePreviousVersion() {
        var first = added("S");
        var second = Products.changed(first, Products.content("S2", "New", "1", null, Map.of()));
        assertThat(products.replace(second, Products.ANY)).isEqualTo(Replacing.DONE);
        assertThat(products.replace(second, Products.ANY)).isEqualTo(Replacing.OUTDATED);
        assertThat(products.byId(first.id())).contains(second);
    }

    @Test
    void aChangeToATakenSkuIsRefused() {
        added("T");
        var first = added("S");
        var second = Products.changed(first, Products.content("T", "New", "1", null, Map.of()));
        assertThat(products.replace(second, Products.ANY)).isEqualTo(Replacing.SKU_TAKEN);
        assertThat(products.byId(first.id())).contains(first);
    }

    @Test
    void tombstonesAreHiddenAndFreeTheirSkus() {
        var first = added("S");
        var other = added("T");
        assertThat(products.delete(Products.deleted(first))).isTrue();
        assertThat(products.delete(Products.deleted(other))).isTrue();
        assertThat(products.byId(first.id())).isEmpty();
        assertThat(products.bySku("S")).isEmpty();
        added("S");
        assertThat(unpublished.some(10))
                .extracting(it -> it.product().version())
                .containsExactlyInAnyOrder(2L, 2L, 1L);
    }

    @Test
    void theMarkIsRemovedOnlyIfTheVersionIsUnchanged() {
        var first = added("S");
        var batch = unpublished.some(10);
        products.replace(Products.changed(first, first.content()), Products.ANY);
        unpublished.published(batch);
        assertThat(unpublished.some(10))
                .extracting(it -> it.product().version())
                .containsExactly(2L);
        unpublished.published(unpublished.some(10));
        assertThat(unpublished.some(10)).isEmpty();
    }

    @Test
    void theWritesOfABatchAreIndependent() {
        added("T");
        var changed = added("S");
        var outdated = added("U");
        var second = Products.changed(outdated, outdated.content());
        products.replace(second, Products.ANY);
        var unencodable = Products.content("V", "x", "1", null, Map.of("a\u0000b", 1));
        var outcomes = products.saveAll(Stream.of(
                        Products.product(Products.freshId(), 1, "T"),
                        Products.changed(changed, Products.content("S", "New", "2", null, Map.of())),
                        second,
                        Products.created(unencodable),
                        Products.product(Products.freshId(), 1, "W"))
                .map(product -> new Save(product, Products.ANY))
                .toList());
        assertThat(outcomes).containsExactly(Saving.CONFLICT, Saving.DONE, Saving.CONFLICT, Saving.BROKEN, Saving.DONE);
        assertThat(products.bySku("S")).map(Product::version).contains(2L);
        assertThat(products.bySku("W")).isPresent();
        assertThat(products.bySku("U")).contains(second);
    }

    private Product added(String sku) {
        var product = Products.product(Products.freshId(), 1, sku);
        assertThat(products.add(product, Products.ANY)).isTrue();
        return product;
    }
}
