package polystore.gateway.routing;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/// Token buckets in Redis under `gateway:rate:`. One script takes a token, so that no two gateways take the same one.
@Singleton
class RedisTokenBuckets implements SharedTokenBuckets {

    private static final String PREFIX = "gateway:rate:";
    private static final String SCRIPT = script();
    private static final String SCRIPT_SHA = sha1(SCRIPT);

    private final Redis redis;

    RedisTokenBuckets(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Future<RateLimitDecision> take(String key, Quota quota) {
        return run(Command.EVALSHA, SCRIPT_SHA, key, quota)
                .recover(failure ->
                        isUnknownScript(failure) ? run(Command.EVAL, SCRIPT, key, quota) : Future.failedFuture(failure))
                .map(RedisTokenBuckets::decision);
    }

    private Future<Response> run(Command command, String script, String key, Quota quota) {
        return redis.send(Request.cmd(command)
                        .arg(script)
                        .arg(1)
                        .arg(PREFIX + key)
                        .arg(quota.intervalMicros())
                        .arg(quota.burst()))
                .map(Objects::requireNonNull);
    }

    private static RateLimitDecision decision(Response answer) {
        return new RateLimitDecision(number(answer, 0) == 1, number(answer, 1), number(answer, 2), number(answer, 3));
    }

    private static long number(Response answer, int index) {
        return Objects.requireNonNull(answer.get(index).toLong());
    }

    /// Redis forgets scripts when it restarts.
    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static String script() {
        try (var lua = RedisTokenBuckets.class.getResourceAsStream("take-token.lua")) {
            if (lua == null) {
                throw new IllegalStateException("take-token.lua is not in the package of RedisTokenBuckets");
            }
            return new String(lua.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
