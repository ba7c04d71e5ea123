package polystore.catalog.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RedisCircuitBreakerTest {

    @Test
    void nobodyWaitsForARedisThatWasJustAway() {
        var tries = new AtomicInteger();
        var metrics = new SimpleMeterRegistry();
        var presence = new RedisCircuitBreaker(Clock.fixed(Instant.EPOCH.plusSeconds(60), ZoneOffset.UTC), metrics);
        for (int i = 0; i < 3; i++) {
            assertThat(presence.<String>attempt(() -> {
                        tries.incrementAndGet();
                        throw new IllegalStateException("refused");
                    }))
                    .isEmpty();
        }
        assertThat(tries).hasValue(1);
        assertThat(metrics.counter("catalog.cache.redis.failures").count()).isEqualTo(1);
    }

    @Test
    void whatRedisMissedIsToldOnceAndInItsNewestForm() {
        var missed = new MissedOutdatings();
        missed.add("a", new Revision(2, 0));
        missed.add("b", new Revision(1, 0));
        missed.add("a", new Revision(1, 9));
        var told = new ArrayList<String>();
        missed.drain((id, age) -> told.add(id + age.version()));
        missed.drain((id, age) -> told.add("again " + id));
        assertThat(told).containsExactly("a2", "b1");
    }

    @Test
    void whatCouldNotBeToldIsKept() {
        var missed = new MissedOutdatings();
        missed.add("a", new Revision(2, 0));
        missed.drain((id, age) -> false);
        var told = new ArrayList<String>();
        missed.drain((id, age) -> told.add(id));
        assertThat(told).containsExactly("a");
    }
}
