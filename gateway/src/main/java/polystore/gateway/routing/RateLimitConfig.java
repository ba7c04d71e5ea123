package polystore.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/// How many requests a caller may make, and how the gateway counts them.
@ConfigMapping(prefix = "polystore.gateway.rate-limit")
public interface RateLimitConfig {

    /// Of every route without a quota of its own.
    QuotaConfig quota();

    /// Quotas of single routes, by the route's name.
    Map<String, QuotaConfig> routeQuota();

    /// Redis answers in well under a millisecond; after this time it counts as unavailable.
    @WithDefault("100ms")
    Duration redisTimeout();

    /// How long Redis is not asked after it was found unavailable.
    @WithDefault("1s")
    Duration redisRetryAfter();

    /// A token bucket.
    interface QuotaConfig {

        /// Requests per second in the long run.
        @WithDefault("100")
        int perSecond();

        /// Requests at once after a pause.
        @WithDefault("200")
        int burst();

        default Quota named(String name) {
            return new Quota(name, perSecond(), burst());
        }
    }
}
