package polystore.gateway.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/// Token buckets in this process, used while Redis is unavailable: N gateways together then allow N times the quota.
final class LocalTokenBuckets {

    /// About 1 MiB. Beyond it the least recently used bucket is dropped, most likely a full one.
    static final int BUCKETS_MAX = 10_000;

    private final Map<String, Long> fullAt = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > BUCKETS_MAX;
        }
    };

    synchronized RateLimitDecision take(String key, long nowMicros, Quota quota) {
        var bucket = TokenBucket.take(fullAt.getOrDefault(key, 0L), nowMicros, quota);
        fullAt.put(key, bucket.fullAtMicros());
        return bucket.decision();
    }
}
