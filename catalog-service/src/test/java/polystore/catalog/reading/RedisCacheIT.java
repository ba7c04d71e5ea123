package polystore.catalog.reading;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import polystore.catalog.RunningStores;

@QuarkusTest
@QuarkusTestResource(RunningStores.class)
class RedisCacheIT extends ProductCacheContract {

    @Inject
    RedisCache copies;

    @Override
    protected ProductCache copies() {
        return copies;
    }
}
