package polystore.gateway.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Counts requests in the buckets that all gateways share, and in local ones while those are unavailable: a limit that
/// is too generous for a while is better than refusing everybody.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.gateway.rate.limit.decisions` | `buckets` | requests that were counted, in the buckets of `redis` or in
/// `local` ones |
@Singleton
public class RateLimiter {

    private static final Logger LOG = Logger.getLogger(RateLimiter.class);
    private static final String DECISIONS = "polystore.gateway.rate.limit.decisions";

    private final SharedTokenBuckets shared;
    private final LocalTokenBuckets local = new LocalTokenBuckets();
    private final Clock clock = Clock.systemUTC();
    private final Duration redisTimeout;
    private final long redisRetryAfterMs;
    private final AtomicLong redisSkippedUntilMs = new AtomicLong();
    private final Counter sharedDecisions;
    private final Counter localDecisions;

    RateLimiter(SharedTokenBuckets shared, RateLimitConfig config, MeterRegistry meters) {
        this.shared = shared;
        redisTimeout = config.redisTimeout();
        redisRetryAfterMs = config.redisRetryAfter().toMillis();
        sharedDecisions = meters.counter(DECISIONS, "buckets", "redis");
        localDecisions = meters.counter(DECISIONS, "buckets", "local");
    }

    /// Takes one token from the caller's bucket of this quota. The future never fails, and completes within the timeout
    /// of Redis.
    ///
    /// @param key a [RateLimitKey]
    public Future<RateLimitDecision> take(String key, Quota quota) {
        var bucket = quota.name() + ":" + key;
        if (clock.millis() < redisSkippedUntilMs.get()) {
            return Future.succeededFuture(takeLocally(bucket, quota));
        }
        return shared.take(bucket, quota)
                .timeout(redisTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(decision -> sharedDecisions.increment())
                .recover(unavailable -> {
                    skipRedis(unavailable);
                    return Future.succeededFuture(takeLocally(bucket, quota));
                });
    }

    private RateLimitDecision takeLocally(String bucket, Quota quota) {
        localDecisions.increment();
        return local.take(bucket, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), quota);
    }

    private void skipRedis(Throwable unavailable) {
        var now = clock.millis();
        if (redisSkippedUntilMs.getAndSet(now + redisRetryAfterMs) < now - redisRetryAfterMs) {
            LOG.warnf("Redis is unavailable, so this gateway counts requests by itself: %s", unavailable.getMessage());
        }
    }
}
