package polystore.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.stores.Credentials;
import polystore.stores.FreePort;
import polystore.stores.ProcessFiles;
import polystore.stores.RedisServer;

/// Kills and restarts a Redis server of its own.
class RateLimiterOutageIT {

    private static final Quota QUOTA = new Quota("test", 1, 50);
    private static final Credentials GATEWAY = new Credentials("gateway", "of-this-test");

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.next();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RateLimiter limits = new RateLimiter(
            new RedisTokenBuckets(Redis.createClient(vertx, RedisServer.uri(GATEWAY, port))), config(), meters);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void countsLocallyWhileRedisIsDownAndInRedisAfterItsRestart(@TempDir Path folder) throws Exception {
        try (var redis = start(folder)) {
            assertThat(take().remaining()).isEqualTo(49);
            assertThat(taken("redis")).isEqualTo(1);
            redis.process().destroyForcibly().waitFor();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(take().remaining()).isEqualTo(49 - i);
        }
        assertThat(taken("redis")).isEqualTo(1);
        try (var _ = start(folder.resolve("again"))) {
            Thread.sleep(300);
            assertThat(take().allowed()).isTrue();
            assertThat(taken("redis")).isEqualTo(2);
        }
    }

    private RateLimitDecision take() throws Exception {
        return limits.take("a", QUOTA).toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
    }

    private double taken(String where) {
        return meters.counter("polystore.gateway.rate.limit.decisions", "buckets", where)
                .count();
    }

    private RedisServer start(Path folder) {
        var operator = new Credentials("operator", "of-this-test-too");
        return RedisServer.start(new RedisServer.Settings(
                folder, ProcessFiles.in(folder, "redis"), port, operator, List.of(GATEWAY), 32));
    }

    private static RateLimitConfig config() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RateLimitConfig.class)
                .withDefaultValue("polystore.gateway.rate-limit.redis-retry-after", "PT0.2S")
                .withDefaultValue("polystore.gateway.rate-limit.redis-timeout", "PT1S")
                .build()
                .getConfigMapping(RateLimitConfig.class);
    }
}
