/// The rate-limit buckets that all gateways share.
@NullMarked
package polystore.gateway.limits.redis;

import org.jspecify.annotations.NullMarked;
