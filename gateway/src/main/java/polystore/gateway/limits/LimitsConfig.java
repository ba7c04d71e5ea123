package polystore.gateway.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/// Sizes and quotas, all configurable.
@ConfigMapping(prefix = "polystore.gateway.limits")
public interface LimitsConfig {

    /// Bytes of all header names and values together.
    @WithDefault("16384")
    int headerBytesMax();

    /// Characters of path and query.
    @WithDefault("8192")
    int uriCharsMax();

    /// The quota of every route that has none of its own.
    QuotaConfig quota();

    /// Quotas of single routes, by the route's name.
    Map<String, QuotaConfig> routeQuota();

    /// Redis answers in well under a millisecond; later than this it counts as away.
    @WithDefault("100ms")
    Duration redisPatience();

    /// How long Redis is left alone after it was found away.
    @WithDefault("1s")
    Duration redisPause();

    /// Requests per second and at once.
    interface QuotaConfig {
        @WithDefault("100")
        int perSecond();

        @WithDefault("200")
        int burst();

        default Quota named(String name) {
            return new Quota(name, perSecond(), burst());
        }
    }
}
