package polystore.catalog.reading;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/// Counts reads of products by the layer that answered: `polystore_catalog_cache_reads_total{layer=…,found=…}`.
///
/// The hit rate of the near cache is its share of all reads; that of Redis is its share of the others.
@ApplicationScoped
class CacheReads {

    private static final String NAME = "polystore.catalog.cache.reads";

    private final Counter near;
    private final Counter nearAbsent;
    private final Counter redis;
    private final Counter mongodb;
    private final Counter mongodbAbsent;

    CacheReads(MeterRegistry metrics) {
        near = metrics.counter(NAME, "layer", "near", "found", "true");
        nearAbsent = metrics.counter(NAME, "layer", "near", "found", "false");
        redis = metrics.counter(NAME, "layer", "redis", "found", "true");
        mongodb = metrics.counter(NAME, "layer", "mongodb", "found", "true");
        mongodbAbsent = metrics.counter(NAME, "layer", "mongodb", "found", "false");
    }

    void near(boolean found) {
        (found ? near : nearAbsent).increment();
    }

    void redis() {
        redis.increment();
    }

    void mongodb(boolean found) {
        (found ? mongodb : mongodbAbsent).increment();
    }
}
