package polystore.catalog.reading;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import org.junit.jupiter.api.AfterEach;
import polystore.platform.testing.TestStores;

class RedisCacheIT extends ProductCacheContract {

    private final Redis redis =
            Redis.createClient(Vertx.vertx(), TestStores.redis().uri("catalog"));
    private final RedisCircuitBreaker breaker = new RedisCircuitBreaker(new SimpleMeterRegistry());

    @Override
    ProductCache cache() {
        breaker.close();
        return new RedisCache(redis, breaker);
    }

    @AfterEach
    void close() {
        redis.close();
    }
}
