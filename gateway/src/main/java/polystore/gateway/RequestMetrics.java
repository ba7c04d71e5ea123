package polystore.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import polystore.gateway.proxy.RequestLimits;

/// Measures every request that a client sends, whoever responds to it.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.gateway.requests` | `route`, `method`, `status` | time from the head of a request to the end of the
/// response |
///
/// The route is `none` for a path without one. The status is `2xx` to `5xx`, or `aborted` for a response without end.
@Singleton
class RequestMetrics {

    private static final String ROUTE = "polystore.route";

    private final MeterRegistry meters;

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void start(RoutingContext context) {
        var startNanos = System.nanoTime();
        context.addEndHandler(end -> record(context, startNanos));
    }

    /// @param name of the route, which is known only when its path is read
    void route(RoutingContext context, String name) {
        context.put(ROUTE, name);
    }

    private void record(RoutingContext context, long startNanos) {
        var route = Objects.requireNonNullElse(context.<String>get(ROUTE), "none");
        meters.timer(
                        "polystore.gateway.requests",
                        "route",
                        route,
                        "method",
                        method(context),
                        "status",
                        status(context.response()))
                .record(Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /// Clients may invent methods, which as labels would grow without bound.
    private static String method(RoutingContext context) {
        var method = context.request().method().name();
        return RequestLimits.METHODS.contains(method) ? method : "other";
    }

    private static String status(HttpServerResponse response) {
        return response.ended() ? response.getStatusCode() / 100 + "xx" : "aborted";
    }
}
