package polystore.catalog.reading;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The cache that all instances share. Each copy is a hash with its revision: `v` version, `s` stock version, `b`
/// the product as JSON; without `b` it is an invalidation.
///
/// Revisions are compared in Redis by a script, so that no instance overwrites a newer copy of another.
@ApplicationScoped
class RedisCache implements ProductCache {

    /// The number must be raised when the JSON changes, so that two releases do not read each other's copies.
    private static final String PRODUCT = "catalog:product:1:";

    private static final String SKU = "catalog:sku:1:";

    /// Limits the staleness after Redis has lost its newest writes, as in a fail-over.
    private static final long EXPIRY_MS = 60_000;
    /// Random part, so that copies stored at the same time do not expire at the same time.
    private static final long JITTER_MS = 15_000;
    /// Timeout of a read; a slower cache would be slower than the database.
    private static final Duration READ_TIMEOUT = Duration.ofMillis(200);
    /// Timeout of an invalidation, for which no request waits.
    private static final Duration INVALIDATION_TIMEOUT = Duration.ofSeconds(2);

    /// KEYS[1] the copy; ARGV: version, stock version, expiry in ms, the JSON, or an empty string for an
    /// invalidation.
    private static final String PUT_UNLESS_OLDER = """
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

    private final Redis redis;
    private final RedisCircuitBreaker breaker;

    RedisCache(Redis redis, RedisCircuitBreaker breaker) {
        this.redis = redis;
        this.breaker = breaker;
    }

    @Override
    public Optional<CachedProduct> find(String id) {
        return breaker.attempt(
                        () -> send(Request.cmd(Command.HGET).arg(PRODUCT + id).arg("b")))
                .map(Response::toString)
                .flatMap(CachedProduct::read);
    }

    /// Stores the copy and its SKUs, of which a product may have a hundred, in one round trip.
    @Override
    public boolean put(CachedProduct copy) {
        var commands = new ArrayList<>(List.of(script(copy.id(), copy.revision(), copy.json())));
        copy.skus().forEach(sku -> commands.add(setSku(sku, copy.id())));
        return breaker.attempt(() -> redis.batch(commands).await().atMost(READ_TIMEOUT))
                .map(answers -> answers.getFirst().toInteger() == 1)
                .orElse(true);
    }

    /// Calls Redis in any state of the circuit breaker, in one round trip; without revisions, only tests whether
    /// Redis responds.
    ///
    /// @throws RuntimeException when Redis does not acknowledge them
    @Override
    public void invalidate(Map<String, Revision> atLeast) {
        if (atLeast.isEmpty()) {
            redis.send(Request.cmd(Command.PING)).await().atMost(INVALIDATION_TIMEOUT);
            return;
        }
        var scripts = atLeast.entrySet().stream()
                .map(entry -> script(entry.getKey(), entry.getValue(), ""))
                .toList();
        redis.batch(scripts).await().atMost(INVALIDATION_TIMEOUT);
    }

    @Override
    public Optional<String> idOfSku(String sku) {
        return breaker.attempt(() -> send(Request.cmd(Command.GET).arg(SKU + sku)))
                .map(Response::toString);
    }

    private @Nullable Response send(Request command) {
        return redis.send(command).await().atMost(READ_TIMEOUT);
    }

    private static Request setSku(String sku, String id) {
        return Request.cmd(Command.SET).arg(SKU + sku).arg(id).arg("PX").arg(expiry());
    }

    private static Request script(String id, Revision revision, String json) {
        return Request.cmd(Command.EVAL)
                .arg(PUT_UNLESS_OLDER)
                .arg(1)
                .arg(PRODUCT + id)
                .arg(revision.version())
                .arg(revision.stockVersion())
                .arg(expiry())
                .arg(json);
    }

    private static long expiry() {
        return EXPIRY_MS - ThreadLocalRandom.current().nextLong(JITTER_MS);
    }
}
