package polystore.catalog.reading;

import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Copies that all instances share, each in a hash with its age: `v` version, `s` stock version, `b` the product.
///
/// Ages are compared where the copy is, by a script, so that no instance overwrites what a faster one has kept.
@ApplicationScoped
public class RedisCache implements ProductCache {

    /// Rises with the form of what is kept, so that two releases do not read each other's copies.
    private static final String PRODUCT = "catalog:product:1:";

    private static final String SKU = "catalog:sku:1:";

    /// What an outage of Redis can leave behind is gone after it.
    private static final long LIFE_MS = 60_000;
    /// So that what was filled together does not expire together.
    private static final long JITTER_MS = 15_000;

    /// KEYS[1] the copy; ARGV: version, stock version, life in ms, the product or nothing.
    private static final String KEEP_UNLESS_OLDER = """
            local known = redis.call('HMGET', KEYS[1], 'v', 's')
            local v, s = tonumber(known[1] or '-1'), tonumber(known[2] or '-1')
            local version, stock = tonumber(ARGV[1]), tonumber(ARGV[2])
            if v > version or (v == version and s > stock) then
              return 0
            end
            if ARGV[4] == '' then
              if v == version and s == stock then
                return 1
              end
              redis.call('HDEL', KEYS[1], 'b')
              redis.call('HSET', KEYS[1], 'v', ARGV[1], 's', ARGV[2])
            else
              redis.call('HSET', KEYS[1], 'v', ARGV[1], 's', ARGV[2], 'b', ARGV[4])
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """;

    private final RedisDataSource redis;
    private final RedisCircuitBreaker presence;
    private final MissedOutdatings missed = new MissedOutdatings();

    public RedisCache(RedisDataSource redis, RedisCircuitBreaker presence) {
        this.redis = redis;
        this.presence = presence;
    }

    @Override
    public Optional<CachedProduct> find(String id) {
        catchUp();
        return presence.attempt(() -> redis.execute("HGET", PRODUCT + id, "b"))
                .map(Response::toString)
                .flatMap(CachedProduct::read);
    }

    @Override
    public boolean keep(CachedProduct copy) {
        return presence.attempt(() -> script(copy.id(), copy.shown().age(), copy.json()))
                .map(kept -> kept.toInteger() == 1)
                .orElse(true);
    }

    @Override
    public void outdate(String id, Revision atLeast) {
        if (presence.attempt(() -> script(id, atLeast, "")).isEmpty()) {
            missed.add(id, atLeast);
        }
    }

    @Override
    public Optional<String> idOfSku(String sku) {
        return presence.attempt(() -> redis.execute("GET", SKU + sku)).map(Response::toString);
    }

    @Override
    public void keepSku(String sku, String id) {
        presence.attempt(() -> redis.execute("SET", SKU + sku, id, "PX", life()));
    }

    /// What was changed while Redis was away has to be said before anything is believed.
    private void catchUp() {
        missed.drain((id, age) -> presence.attempt(() -> script(id, age, "")).isPresent());
    }

    private @Nullable Response script(String id, Revision age, String json) {
        return redis.execute(
                "EVAL",
                KEEP_UNLESS_OLDER,
                "1",
                PRODUCT + id,
                Long.toString(age.version()),
                Long.toString(age.stockVersion()),
                life(),
                json);
    }

    private static String life() {
        return Long.toString(LIFE_MS - ThreadLocalRandom.current().nextLong(JITTER_MS));
    }
}
