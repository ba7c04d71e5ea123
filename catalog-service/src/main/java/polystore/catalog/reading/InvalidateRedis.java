package polystore.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import polystore.catalog.reading.MongoCacheMarks.Marked;

/// Invalidates the copies in Redis of all documents that are marked in MongoDB, by any instance, and then removes
/// the marks.
///
/// An invalidation is retried until Redis has acknowledged it. It is idempotent, so that instances need no
/// coordination.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.catalog.cache.invalidations` | | copies in Redis that were invalidated |
@ApplicationScoped
class InvalidateRedis {

    /// Marks per round trip to Redis, some 100 KB.
    private static final int BATCH = 200;

    private final MongoCacheMarks marks;
    private final RedisCache redis;
    private final RedisCircuitBreaker breaker;
    private final Counter invalidations;

    InvalidateRedis(MongoCacheMarks marks, RedisCache redis, RedisCircuitBreaker breaker, MeterRegistry metrics) {
        this.marks = marks;
        this.redis = redis;
        this.breaker = breaker;
        this.invalidations = metrics.counter("polystore.catalog.cache.invalidations");
    }

    /// Processes all marks, and then closes the circuit breaker of Redis if it was open.
    ///
    /// @return false while Redis does not answer; the marks stay
    boolean handle() {
        var done = invalidate(Map.of())
                && allOf(marks::products, InvalidateRedis::productRevisions, marks::clearProducts)
                && allOf(marks::skus, this::revisionsWithSkus, marks::clearSkus);
        if (done) {
            breaker.close();
        }
        return done;
    }

    private boolean allOf(
            IntFunction<List<Marked>> next,
            Function<List<Marked>, Map<String, Revision>> revisions,
            Consumer<List<Marked>> clear) {
        for (var batch = next.apply(BATCH); !batch.isEmpty(); batch = next.apply(BATCH)) {
            if (!invalidate(revisions.apply(batch))) {
                return false;
            }
            clear.accept(batch);
        }
        return true;
    }

    private boolean invalidate(Map<String, Revision> atLeast) {
        try {
            redis.invalidate(atLeast);
        } catch (RuntimeException e) {
            breaker.open(e);
            return false;
        }
        invalidations.increment(atLeast.size());
        return true;
    }

    private static Map<String, Revision> productRevisions(List<Marked> changed) {
        var revisions = new HashMap<String, Revision>();
        changed.forEach(product -> revisions.put(product.key(), new Revision(product.version(), 0)));
        return revisions;
    }

    private Map<String, Revision> revisionsWithSkus(List<Marked> changed) {
        return marks.revisionsWithSkus(changed.stream().map(Marked::key).toList());
    }
}
