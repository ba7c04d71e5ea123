package polystore.gateway.limits;

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

/// Counts requests in the shared buckets, and in our own while those are away: a limit that is a little too generous is
/// better than no service.
@Singleton
public class RateLimits {

    private static final Logger LOG = Logger.getLogger(RateLimits.class);

    private final SharedBuckets shared;
    private final LocalBuckets local = new LocalBuckets();
    private final Clock clock = Clock.systemUTC();
    private final Duration patience;
    private final long pauseMs;
    private final AtomicLong awayUntilMs = new AtomicLong();
    private final Counter sharedTakes;
    private final Counter localTakes;

    public RateLimits(SharedBuckets shared, LimitsConfig config, MeterRegistry meters) {
        this.shared = shared;
        patience = config.redisPatience();
        pauseMs = config.redisPause().toMillis();
        sharedTakes = meters.counter("gateway.quota.takes", "where", "redis");
        localTakes = meters.counter("gateway.quota.takes", "where", "local");
    }

    /// Never fails, and completes within the patience with Redis.
    public Future<Grant> take(String principal, Quota quota) {
        var key = quota.name() + ":" + principal;
        if (clock.millis() < awayUntilMs.get()) {
            return Future.succeededFuture(takeHere(key, quota));
        }
        return shared.take(key, quota)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(grant -> sharedTakes.increment())
                .recover(away -> {
                    pause(away);
                    return Future.succeededFuture(takeHere(key, quota));
                });
    }

    private Grant takeHere(String key, Quota quota) {
        localTakes.increment();
        return local.take(key, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), quota);
    }

    private void pause(Throwable away) {
        var now = clock.millis();
        if (awayUntilMs.getAndSet(now + pauseMs) < now - pauseMs) {
            LOG.warnf("Redis is away, quotas are counted by this gateway alone: %s", away.getMessage());
        }
    }
}
