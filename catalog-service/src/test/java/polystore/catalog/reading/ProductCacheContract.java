package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import polystore.catalog.products.Products;
import polystore.contracts.stock.StockLevel.Band;

/// What every cache of products keeps to; ids are fresh, so that a shared store may be used.
public abstract class ProductCacheContract {

    protected abstract ProductCache copies();

    private final String id = Products.freshId();

    @Test
    void findsWhatItKept() {
        assertThat(copies().keep(copy(3, 5))).isTrue();
        assertThat(copies().find(id)).contains(copy(3, 5));
    }

    @Test
    void keepsNothingOlderThanItHas() {
        copies().keep(copy(3, 5));
        assertThat(copies().keep(copy(2, 9))).isFalse();
        assertThat(copies().keep(copy(3, 4))).isFalse();
        assertThat(copies().find(id)).contains(copy(3, 5));
    }

    @Test
    void aReadThatBeganBeforeAWriteDoesNotBringTheOldProductBack() {
        copies().keep(copy(1, 0));
        copies().outdate(id, new Revision(2, 0));
        assertThat(copies().find(id)).isEmpty();
        assertThat(copies().keep(copy(1, 7))).isFalse();
        assertThat(copies().find(id)).isEmpty();
    }

    @Test
    void whatIsNewEnoughIsKeptAfterAnOutdating() {
        copies().outdate(id, new Revision(2, 0));
        assertThat(copies().keep(copy(2, 0))).isTrue();
        assertThat(copies().find(id)).contains(copy(2, 0));
    }

    @Test
    void anOldOutdatingLeavesANewerCopyAlone() {
        copies().keep(copy(3, 5));
        copies().outdate(id, new Revision(3, 5));
        copies().outdate(id, new Revision(2, 9));
        assertThat(copies().find(id)).contains(copy(3, 5));
    }

    @Test
    void remembersWhichProductHadASku() {
        copies().keepSku("SKU-" + id, id);
        assertThat(copies().idOfSku("SKU-" + id)).contains(id);
        assertThat(copies().idOfSku("other-" + id)).isEmpty();
    }

    private CachedProduct copy(long version, long stockVersion) {
        var product = Products.product(id, version, "SKU-" + id);
        return CachedProduct.of(new ProductView(product, Map.of("SKU-" + id, Band.LOW), stockVersion));
    }
}
