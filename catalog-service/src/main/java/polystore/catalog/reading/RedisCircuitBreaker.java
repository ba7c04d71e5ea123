package polystore.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The circuit breaker of Redis: stops reads after a failure and while copies may be stale.
///
/// It opens with the first failed command, so that no further request waits for the timeout. [InvalidateRedis]
/// alone closes it, after Redis has received every invalidation that it missed; a process starts with it open for
/// the same reason.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.catalog.cache.redis.used` | | 1 while products are read from Redis, 0 while they are not |
/// | `polystore.catalog.cache.redis.failures` | | commands that Redis did not answer |
@ApplicationScoped
class RedisCircuitBreaker {

    private static final Logger LOG = Logger.getLogger(RedisCircuitBreaker.class);

    private final Counter failures;
    private volatile boolean closed;

    RedisCircuitBreaker(MeterRegistry metrics) {
        this.failures = metrics.counter("polystore.catalog.cache.redis.failures");
        metrics.gauge("polystore.catalog.cache.redis.used", this, breaker -> breaker.closed ? 1 : 0);
    }

    /// @param command returns null for a miss
    /// @return empty while the circuit is open, and for a miss
    <T> Optional<T> attempt(Supplier<@Nullable T> command) {
        if (!closed) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(command.get());
        } catch (RuntimeException e) {
            // The client has no common type for refused and broken connections, timeouts and a full queue.
            open(e);
            return Optional.empty();
        }
    }

    void open(RuntimeException cause) {
        failures.increment();
        if (closed) {
            closed = false;
            LOG.warnf("Redis is unavailable, products are read from MongoDB until it responds: %s", cause);
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            LOG.info("Redis answers and has received all invalidations: products are read from it");
        }
    }

    boolean isClosed() {
        return closed;
    }
}
