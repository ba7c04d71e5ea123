package polystore.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
    /// A registry builds and hashes the identity of a meter for each search. The values of the labels are bounded.
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

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
        timers.computeIfAbsent(new Labels(route, method(context), status(context.response())), this::timer)
                .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    private record Labels(String route, String method, String status) {}

    private Timer timer(Labels of) {
        return meters.timer("polystore.gateway.requests", "route", of.route, "method", of.method, "status", of.status);
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
