package polystore.catalog.products.redis;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import polystore.catalog.RunningStores;
import polystore.catalog.products.ProductCopies;
import polystore.catalog.products.ProductCopiesContract;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class RedisProductsIT extends ProductCopiesContract {

    @Inject
    RedisProducts copies;

    @Override
    protected ProductCopies copies() {
        return copies;
    }
}
