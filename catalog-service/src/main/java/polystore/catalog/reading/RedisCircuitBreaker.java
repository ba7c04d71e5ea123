package polystore.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Whether Redis is there. While it is away nobody waits for it, but for one attempt a second.
@ApplicationScoped
public class RedisCircuitBreaker {

    private static final Logger LOG = Logger.getLogger(RedisCircuitBreaker.class);

    private static final long RETRY_MS = 1_000;

    private final Clock clock;
    private final Counter failures;
    private volatile long awayUntilMs;
    private volatile boolean away;

    public RedisCircuitBreaker(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        this.failures = metrics.counter("catalog.cache.redis.failures");
    }

    /// @param command answers null for nothing
    /// @return empty where Redis is away, and where it has nothing
    <T> Optional<T> attempt(Supplier<@Nullable T> command) {
        if (clock.millis() < awayUntilMs) {
            return Optional.empty();
        }
        try {
            var answer = Optional.ofNullable(command.get());
            if (away) {
                away = false;
                LOG.info("Redis is back");
            }
            return answer;
        } catch (RuntimeException e) {
            // The client has no common type for refused, timed out, broken off and too many waiting.
            failures.increment();
            awayUntilMs = clock.millis() + RETRY_MS;
            if (!away) {
                away = true;
                LOG.warnf("Redis is away, reads go to MongoDB: %s", e.getMessage());
            }
            return Optional.empty();
        }
    }
}
