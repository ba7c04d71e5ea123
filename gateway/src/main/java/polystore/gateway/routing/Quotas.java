package polystore.gateway.routing;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds the quota of a route.
@Singleton
public class Quotas {

    private final Quota byDefault;
    private final Map<String, Quota> byRoute;

    public Quotas(RateLimitConfig config) {
        byDefault = config.quota().named("default");
        byRoute = config.routeQuota().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> e.getValue().named(e.getKey())));
    }

    public Quota of(String route) {
        return byRoute.getOrDefault(route, byDefault);
    }

    public Quota byDefault() {
        return byDefault;
    }
}
