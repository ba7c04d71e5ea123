package polystore.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/// Counts reads of products by the layer that answered.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.catalog.cache.reads` | `layer`, `found` | reads that `near`, `redis` or `mongodb` answered |
/// | `polystore.catalog.cache.near.age` | | age of the copies that the near cache answered with: the staleness seen |
/// | `polystore.catalog.cache.stale` | | copies of Redis that were older than a change known here, and not used |
///
/// The hit rate of the near cache is its share of all reads; that of Redis is its share of the others.
@ApplicationScoped
class CacheReads {

    private static final String NAME = "polystore.catalog.cache.reads";

    private final Counter near;
    private final Counter nearAbsent;
    private final Timer nearAge;
    private final Counter redis;
    private final Counter stale;
    private final Counter mongodb;
    private final Counter mongodbAbsent;

    CacheReads(MeterRegistry metrics) {
        near = metrics.counter(NAME, "layer", "near", "found", "true");
        nearAbsent = metrics.counter(NAME, "layer", "near", "found", "false");
        nearAge = metrics.timer("polystore.catalog.cache.near.age");
        stale = metrics.counter("polystore.catalog.cache.stale");
        redis = metrics.counter(NAME, "layer", "redis", "found", "true");
        mongodb = metrics.counter(NAME, "layer", "mongodb", "found", "true");
        mongodbAbsent = metrics.counter(NAME, "layer", "mongodb", "found", "false");
    }

    void near(CachedProduct copy) {
        near.increment();
        nearAge.record(System.nanoTime() - copy.readNanos(), TimeUnit.NANOSECONDS);
    }

    void nearAbsent() {
        nearAbsent.increment();
    }

    void stale() {
        stale.increment();
    }

    void redis() {
        redis.increment();
    }

    void mongodb(boolean found) {
        (found ? mongodb : mongodbAbsent).increment();
    }
}
