package polystore.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable routes = new RouteTable();

    @ParameterizedTest
    @CsvSource({
        "/v1/products, CATALOG, INTERACTIVE",
        "/v1/products/, CATALOG, INTERACTIVE",
        "/v1/products/1/x, CATALOG, INTERACTIVE",
        "/v1/products:import, CATALOG, BULK",
        "/v1/products:batchGet, CATALOG, INTERACTIVE",
        "/v1/product-types/shoe, CATALOG, INTERACTIVE",
        "/v1/categories/running, CATALOG, INTERACTIVE",
        "/v1/orders, ORDERS, INTERACTIVE",
        "/v1/orders:quote, ORDERS, INTERACTIVE",
        "/v1/orders/1/payment, ORDERS, INTERACTIVE",
        "/v1/stock/SHOE-1, ORDERS, INTERACTIVE",
        "/v1/customers/1/personal-data, ORDERS, INTERACTIVE",
        "/v1/admin/invariants, ORDERS, REPORT",
        "/v1/dead-letters/orders/orders.price-book/0-1/replay, ORDERS, REPORT",
        "/v1/dead-letters/catalog, CATALOG, REPORT",
        "/v1/dead-letters/analytics, ANALYTICS, REPORT",
        "/v1/analytics/sales, ANALYTICS, REPORT",
        "/v1/analytics/stream, ANALYTICS, STREAM"
    })
    void findsTheServiceOfThePath(String path, Service service, TrafficClass trafficClass) {
        var route = routes.find("GET", path).orElseThrow();
        assertThat(route.destination()).isEqualTo(new Destination.Upstream(service));
        assertThat(route.trafficClass()).isEqualTo(trafficClass);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/product",
                "/v1/productsx",
                "/v1/Products",
                "/v2/products",
                "/q",
                "/q/openapi",
                "/q/dev",
                "/v1/products:export",
                "/v1/orders:quotes",
                "/v1/dead-letters",
                "/v1/dead-letters/gateway",
                "/v1/views",
                "/v1/views/orders",
                "/actuator"
            })
    void findsNoRouteForOtherPaths(String path) {
        assertThat(routes.find("GET", path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/products, true, true, true, true",
        "HEAD, /v1/products/1, true, true, true, true",
        "POST, /v1/products, false, false, true, false",
        "DELETE, /v1/products/1, false, false, true, false",
        "GET, /v1/products:import, false, false, true, false",
        "POST, /v1/products:batchGet, true, true, true, true",
        "POST, /v1/products:import, false, false, true, false",
        "GET, /v1/stock/A, true, true, true, true",
        "GET, /v1/stock/A/movements, false, false, true, false",
        "POST, /v1/stock/movements, false, false, true, false",
        "GET, /v1/orders, false, true, true, true",
        "POST, /v1/orders, false, true, true, true",
        "GET, /v1/analytics/sales, false, false, false, false",
        "GET, /v1/admin/invariants, false, false, false, true",
        "GET, /v1/dead-letters/orders, false, false, false, true",
        "POST, /v1/dead-letters/catalog/catalog-availability/0-1/discard, false, false, false, true",
        "GET, /v1/dead-letters/analytics/analytics-measures, false, false, false, true",
        "GET, /v1/system, false, false, false, true",
        "GET, /console/main.js, true, true, true, true",
        "GET, /q/metrics, false, false, false, true",
        "GET, /q/health, true, true, true, true"
    })
    void restrictsRoutesByRole(
            String method, String path, boolean anonymous, boolean customer, boolean staff, boolean operator) {
        var access = routes.find(method, path).orElseThrow().access();
        assertThat(access.admits(new Caller.Anonymous())).isEqualTo(anonymous);
        assertThat(access.admits(new Caller.Authenticated("x", Set.of("customer"))))
                .isEqualTo(customer);
        assertThat(access.admits(new Caller.Authenticated("x", Set.of("staff"))))
                .isEqualTo(staff);
        assertThat(access.admits(new Caller.Authenticated("x", Set.of("operator"))))
                .isEqualTo(operator);
    }
}
