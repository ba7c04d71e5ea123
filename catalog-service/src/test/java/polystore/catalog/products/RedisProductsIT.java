package polystore.catalog.products;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import polystore.catalog.RunningStores;

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
