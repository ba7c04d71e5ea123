package polystore.gateway.limits;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/// Which quota a route is counted against.
@Singleton
public class Quotas {

    private final Quota everywhere;
    private final Map<String, Quota> byRoute;

    public Quotas(LimitsConfig config) {
        everywhere = config.quota().named("default");
        byRoute = config.routeQuota().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> e.getValue().named(e.getKey())));
    }

    public Quota of(String route) {
        return byRoute.getOrDefault(route, everywhere);
    }

    public Quota everywhere() {
        return everywhere;
    }
}
