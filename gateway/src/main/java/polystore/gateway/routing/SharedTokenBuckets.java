package polystore.gateway.routing;

import io.vertx.core.Future;

/// Token buckets that all gateways share.
interface SharedTokenBuckets {

    /// Takes one token, atomically; fails while the store is unavailable.
    Future<RateLimitDecision> take(String key, Quota quota);
}
