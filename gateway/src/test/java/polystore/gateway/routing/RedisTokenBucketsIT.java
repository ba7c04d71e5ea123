package polystore.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestStores;

class RedisTokenBucketsIT {

    /// So slow to refill that a slow test does not see it.
    private static final Quota QUOTA = new Quota("test", 1, 50);

    private final Vertx vertx = Vertx.vertx();
    private final Redis redis = client();
    private final RedisTokenBuckets buckets = new RedisTokenBuckets(redis);
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void manyGatewaysTogetherAllowNoMoreThanTheBurst() {
        var other = new RedisTokenBuckets(client());
        var taken = IntStream.range(0, 120)
                .mapToObj(i -> (i % 2 == 0 ? buckets : other).take(key, QUOTA))
                .toList();
        assertThat(taken.stream().map(RedisTokenBucketsIT::await).filter(RateLimitDecision::allowed))
                .hasSize(50);
    }

    @Test
    void theScriptCountsAsTheLocalBucketsDo() {
        var local = new LocalTokenBuckets();
        var now = 1_800_000_000_000_000L;
        for (int i = 0; i < 55; i++) {
            var here = local.take(key, now, QUOTA);
            var there = await(buckets.take(key, QUOTA));
            assertThat(there.allowed()).isEqualTo(here.allowed());
            assertThat(there.remaining()).isEqualTo(here.remaining());
            assertThat(Math.abs(there.fullMicros() - here.fullMicros())).isLessThan(1_000_000);
            assertThat(Math.abs(there.waitMicros() - here.waitMicros())).isLessThan(1_000_000);
        }
    }

    @Test
    void aBucketThatIsFullAgainIsForgottenByRedis() throws Exception {
        await(buckets.take(key, new Quota("test", 2, 200)));
        var name = "gateway:rate:" + key;
        var kept = await(redis.send(Request.cmd(Command.PTTL).arg(name)));
        assertThat(Long.parseLong(String.valueOf(kept))).isBetween(1L, 500L);
        Thread.sleep(600);
        assertThat(await(redis.send(Request.cmd(Command.GET).arg(name)))).isNull();
    }

    @Test
    void survivesThatRedisForgetsTheScript() {
        await(buckets.take(key, QUOTA));
        var operator = Redis.createClient(vertx, TestStores.redis().uri("operator"));
        await(operator.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));
        assertThat(await(buckets.take(key, QUOTA)).remaining()).isEqualTo(48);
    }

    @Test
    void countsLocallyWhileRedisIsUnavailableAndReturnsToIt() throws Exception {
        var away = new boolean[] {true};
        var limits = limits((k, quota) -> away[0] ? Future.failedFuture("connection refused") : buckets.take(k, quota));
        var alone =
                Stream.generate(() -> await(limits.take(key, QUOTA))).limit(60).filter(RateLimitDecision::allowed);
        assertThat(alone).hasSize(50);
        away[0] = false;
        Thread.sleep(250);
        assertThat(await(limits.take(key, QUOTA)).remaining())
                .describedAs("Redis has not counted yet")
                .isEqualTo(49);
    }

    @Test
    void anUnresponsiveRedisDelaysOneRequestOnly() {
        var limits = limits((k, quota) -> Future.future(never -> {}));
        var begun = System.nanoTime();
        IntStream.range(0, 20).forEach(i -> await(limits.take(key, QUOTA)));
        assertThat(System.nanoTime() - begun).isLessThan(180_000_000L);
    }

    private Redis client() {
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(TestStores.redis().uri("gateway"))
                        .setMaxPoolWaiting(1024));
    }

    private static RateLimiter limits(SharedTokenBuckets shared) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RateLimitConfig.class)
                .withDefaultValue("polystore.gateway.rate-limit.redis-retry-after", "PT0.2S")
                .build()
                .getConfigMapping(RateLimitConfig.class);
        return new RateLimiter(shared, config, new SimpleMeterRegistry());
    }

    private static <T extends @Nullable Object> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
