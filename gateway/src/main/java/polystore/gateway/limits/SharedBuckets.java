package polystore.gateway.limits;

import io.vertx.core.Future;

/// Buckets that all gateways share, somewhere else.
public interface SharedBuckets {

    /// Takes one request from the bucket, atomically; fails when the place is away.
    Future<Grant> take(String key, Quota quota);
}
