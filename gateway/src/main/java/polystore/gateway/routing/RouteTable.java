package polystore.gateway.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import polystore.gateway.routing.Access.Anyone;
import polystore.gateway.routing.Access.Identified;
import polystore.gateway.routing.Access.WithRole;
import polystore.gateway.routing.Destination.At;
import polystore.gateway.routing.Destination.Itself;
import polystore.gateway.routing.Destination.Page;
import polystore.platform.http.Roles;

/// Which path leads where: the first line that fits decides, what fits none is not found.
public final class RouteTable {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Access ANYONE = new Anyone();
    private static final Access IDENTIFIED = new Identified();
    private static final Access STAFF = new WithRole(Roles.STAFF);
    private static final Access ANALYST = new WithRole(Roles.ANALYST);
    private static final Access OPERATOR = new WithRole(Roles.OPERATOR);

    private static final List<Line> LINES = List.of(
            line("catalog.import", "/v1/products:import", Service.CATALOG, STAFF, STAFF, Pace.IMPORT),
            line("catalog.products", "/v1/products", Service.CATALOG, ANYONE, STAFF, Pace.PROMPT),
            line("catalog.product-types", "/v1/product-types", Service.CATALOG, ANYONE, STAFF, Pace.PROMPT),
            line("catalog.categories", "/v1/categories", Service.CATALOG, ANYONE, STAFF, Pace.PROMPT),
            line("orders.quote", "/v1/orders:quote", Service.ORDERS, IDENTIFIED, IDENTIFIED, Pace.PROMPT),
            line("orders.orders", "/v1/orders", Service.ORDERS, IDENTIFIED, IDENTIFIED, Pace.PROMPT),
            line("orders.movements", "/v1/stock/*/movements", Service.ORDERS, STAFF, STAFF, Pace.PROMPT),
            line("orders.stock", "/v1/stock", Service.ORDERS, ANYONE, STAFF, Pace.PROMPT),
            line("orders.customers", "/v1/customers", Service.ORDERS, IDENTIFIED, IDENTIFIED, Pace.PROMPT),
            line("orders.admin", "/v1/admin", Service.ORDERS, OPERATOR, OPERATOR, Pace.SLOW),
            line("analytics.stream", "/v1/analytics/stream", Service.ANALYTICS, ANALYST, ANALYST, Pace.STREAM),
            line("analytics", "/v1/analytics", Service.ANALYTICS, ANALYST, ANALYST, Pace.SLOW),
            own("views.orders", "/v1/views/orders/*", Page.ORDER_VIEW, IDENTIFIED),
            own("openapi", "/openapi", Page.OPENAPI, ANYONE),
            own("docs", "/docs", Page.DOCS, ANYONE),
            own("health", "/q/health", Page.HEALTH, ANYONE),
            own("metrics", "/q/metrics", Page.METRICS, OPERATOR));

    /// The route of a canonical path ([Target.Clean]); empty where nothing is.
    public Optional<Route> find(String method, String path) {
        var segments = segments(path);
        return LINES.stream()
                .filter(line -> line.fits(segments))
                .findFirst()
                .map(line -> line.route(READING.contains(method)));
    }

    private static Line line(String name, String path, Service to, Access read, Access write, Pace pace) {
        return new Line(name, segments(path), new At(to), read, write, pace);
    }

    private static Line own(String name, String path, Page page, Access access) {
        return new Line(name, segments(path), new Itself(page), access, access, Pace.PROMPT);
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    /// @param prefix leading segments, `*` for any one
    private record Line(String name, List<String> prefix, Destination to, Access read, Access write, Pace pace) {

        boolean fits(List<String> segments) {
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

        Route route(boolean reading) {
            return new Route(name, to, reading ? read : write, pace);
        }
    }
}
