package polystore.gateway.limits;

import java.util.LinkedHashMap;
import java.util.Map;

/// Buckets of this gateway alone, for while Redis is away: several gateways together then let in as many times more.
public final class LocalBuckets {

    /// About 1 MiB. Beyond it the bucket unused for longest is forgotten, which is most likely a full one.
    static final int BUCKETS_MAX = 10_000;

    private final Map<String, Long> fullAt = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > BUCKETS_MAX;
        }
    };

    public synchronized Grant take(String key, long nowMicros, Quota quota) {
        var bucket = Bucket.take(fullAt.getOrDefault(key, 0L), nowMicros, quota);
        fullAt.put(key, bucket.fullAtMicros());
        return bucket.grant();
    }
}
