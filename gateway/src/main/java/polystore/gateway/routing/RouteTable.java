package polystore.gateway.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import polystore.gateway.routing.Access.AnyValidToken;
import polystore.gateway.routing.Access.Anyone;
import polystore.gateway.routing.Access.WithRole;
import polystore.gateway.routing.Destination.Endpoint;
import polystore.gateway.routing.Destination.Own;
import polystore.gateway.routing.Destination.Upstream;
import polystore.platform.http.Roles;

/// Finds the route of a path: the first entry whose path is a prefix of it, by whole segments.
public final class RouteTable {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Access ANYONE = new Anyone();
    private static final Access ANY_TOKEN = new AnyValidToken();
    private static final Access STAFF = new WithRole(Roles.STAFF);
    private static final Access ANALYST = new WithRole(Roles.ANALYST);
    private static final Access OPERATOR = new WithRole(Roles.OPERATOR);

    private static final Upstream ORDERS = new Upstream(Service.ORDERS);
    private static final Upstream CATALOG = new Upstream(Service.CATALOG);
    private static final Upstream ANALYTICS = new Upstream(Service.ANALYTICS);

    private static final List<Entry> ENTRIES = List.of(
            upstream("catalog.import", "/v1/products:import", CATALOG, STAFF, STAFF, TrafficClass.BULK),
            upstream("catalog.batch", "/v1/products:batchGet", CATALOG, ANYONE, ANYONE, TrafficClass.INTERACTIVE),
            upstream("catalog.products", "/v1/products", CATALOG, ANYONE, STAFF, TrafficClass.INTERACTIVE),
            upstream("catalog.product-types", "/v1/product-types", CATALOG, ANYONE, STAFF, TrafficClass.INTERACTIVE),
            upstream("catalog.categories", "/v1/categories", CATALOG, ANYONE, STAFF, TrafficClass.INTERACTIVE),
            upstream("orders.quote", "/v1/orders:quote", ORDERS, ANY_TOKEN, ANY_TOKEN, TrafficClass.INTERACTIVE),
            upstream("orders.orders", "/v1/orders", ORDERS, ANY_TOKEN, ANY_TOKEN, TrafficClass.INTERACTIVE),
            upstream("orders.movements", "/v1/stock/*/movements", ORDERS, STAFF, STAFF, TrafficClass.INTERACTIVE),
            upstream("orders.stock", "/v1/stock", ORDERS, ANYONE, STAFF, TrafficClass.INTERACTIVE),
            upstream("orders.customers", "/v1/customers", ORDERS, ANY_TOKEN, ANY_TOKEN, TrafficClass.INTERACTIVE),
            upstream("orders.admin", "/v1/admin", ORDERS, OPERATOR, OPERATOR, TrafficClass.REPORT),
            upstream("orders.letters", "/v1/dead-letters/orders", ORDERS, OPERATOR, OPERATOR, TrafficClass.REPORT),
            upstream("catalog.letters", "/v1/dead-letters/catalog", CATALOG, OPERATOR, OPERATOR, TrafficClass.REPORT),
            upstream(
                    "analytics.letters",
                    "/v1/dead-letters/analytics",
                    ANALYTICS,
                    OPERATOR,
                    OPERATOR,
                    TrafficClass.REPORT),
            upstream("analytics.stream", "/v1/analytics/stream", ANALYTICS, ANALYST, ANALYST, TrafficClass.STREAM),
            upstream("analytics", "/v1/analytics", ANALYTICS, ANALYST, ANALYST, TrafficClass.REPORT),
            own("views.orders", "/v1/views/orders/*", Endpoint.ORDER_VIEW, ANY_TOKEN),
            own("openapi", "/openapi", Endpoint.OPENAPI, ANYONE),
            own("docs", "/docs", Endpoint.DOCS, ANYONE),
            own("console", "/console", Endpoint.CONSOLE, ANYONE),
            own("system", "/v1/system", Endpoint.SYSTEM, OPERATOR),
            own("traces", "/v1/traces", Endpoint.TRACES, OPERATOR),
            own("health", "/q/health", Endpoint.HEALTH, ANYONE),
            own("metrics", "/q/metrics", Endpoint.METRICS, OPERATOR));

    /// @param path of a [RequestTarget.Normalized]
    /// @return empty for a path without a route
    public Optional<Route> find(String method, String path) {
        var segments = segments(path);
        return ENTRIES.stream()
                .filter(entry -> entry.matches(segments))
                .findFirst()
                .map(entry -> entry.route(SAFE_METHODS.contains(method)));
    }

    private static Entry upstream(
            String name, String path, Upstream to, Access read, Access write, TrafficClass trafficClass) {
        return new Entry(name, segments(path), to, read, write, trafficClass);
    }

    private static Entry own(String name, String path, Endpoint endpoint, Access access) {
        return new Entry(name, segments(path), new Own(endpoint), access, access, TrafficClass.INTERACTIVE);
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    /// @param prefix leading segments; `*` matches any one segment
    private record Entry(
            String name, List<String> prefix, Destination to, Access read, Access write, TrafficClass trafficClass) {

        boolean matches(List<String> segments) {
            if (segments.size() < prefix.size()) {
                return false;
            }
            for (int i = 0; i < prefix.size(); i++) {
                if (!prefix.get(i).equals("*") && !prefix.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        Route route(boolean safeMethod) {
            return new Route(name, "/" + String.join("/", prefix), to, safeMethod ? read : write, trafficClass);
        }
    }
}
