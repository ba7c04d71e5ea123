package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.catalog.products.Products;
import polystore.contracts.stock.StockLevel.Band;

/// The suite that every cache of products must pass; each test uses a new id, so that tests can share a store.
abstract class ProductCacheContract {

    abstract ProductCache cache();

    private final String id = Products.freshId();

    @Test
    void findsAStoredCopy() {
        assertThat(cache().put(copy(3, 5))).isTrue();
        assertThat(cache().find(id)).contains(copy(3, 5));
    }

    @Test
    void refusesACopyOlderThanTheStoredOne() {
        cache().put(copy(3, 5));
        assertThat(cache().put(copy(2, 9))).isFalse();
        assertThat(cache().put(copy(3, 4))).isFalse();
        assertThat(cache().find(id)).contains(copy(3, 5));
    }

    @Test
    void aReadThatBeganBeforeAWriteDoesNotStoreTheOldProduct() {
        cache().put(copy(1, 0));
        invalidate(new Revision(2, 0));
        assertThat(cache().find(id)).isEmpty();
        assertThat(cache().put(copy(1, 7))).isFalse();
        assertThat(cache().find(id)).isEmpty();
    }

    @Test
    void storesACopyThatIsNewEnoughAfterAnInvalidation() {
        invalidate(new Revision(2, 0));
        assertThat(cache().put(copy(2, 0))).isTrue();
        assertThat(cache().find(id)).contains(copy(2, 0));
    }

    @Test
    void aLateInvalidationDoesNotRemoveANewerCopy() {
        cache().put(copy(3, 5));
        invalidate(new Revision(3, 5));
        invalidate(new Revision(2, 9));
        assertThat(cache().find(id)).contains(copy(3, 5));
    }

    @Test
    void findsTheProductThatHadASku() {
        cache().put(copy(1, 0));
        assertThat(cache().idOfSku("SKU-" + id)).contains(id);
        assertThat(cache().idOfSku("other-" + id)).isEmpty();
    }

    private void invalidate(Revision atLeast) {
        cache().invalidate(Map.of(id, atLeast));
    }

    private CachedProduct copy(long version, long stockVersion) {
        var product = Products.product(id, version, "SKU-" + id);
        return CachedProduct.of(new ProductView(product, Map.of("SKU-" + id, Band.LOW), stockVersion));
    }
}
