package polystore.gateway.proxy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polystore.gateway.routing.Service;
import polystore.gateway.routing.TrafficClass;

/// A reverse proxy with short timeouts behind a real server socket. The test brings the service; a request names its
/// traffic class in the header `Traffic`.
final class ProxyFixture implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Upstreams upstreams;

    /// @param catalog addresses of the service, comma-separated
    /// @param settings configuration that differs from the usual one of tests
    ProxyFixture(String catalog, Map<String, String> settings) {
        var config = config(catalog, settings);
        upstreams = new Upstreams(vertx, config, meters);
        var proxy = new ReverseProxy(vertx, upstreams, config, meters);
        server = join(vertx.createHttpServer()
                .requestHandler(request -> {
                    request.pause();
                    var named = request.getHeader("Traffic");
                    var traffic = named == null ? TrafficClass.INTERACTIVE : TrafficClass.valueOf(named);
                    var trace = TraceContext.of(request.headers());
                    proxy.forward(
                            new ForwardedRequest(request, Service.CATALOG, request.uri(), "test", traffic, trace));
                })
                .listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /// Requests in flight, as the bulkheads and instances count them.
    int inFlight() {
        var upstream = upstreams.of(Service.CATALOG);
        return upstream.bulkhead(TrafficClass.INTERACTIVE).inFlight()
                + upstream.bulkhead(TrafficClass.BULK).inFlight()
                + upstream.instances().stream()
                        .mapToInt(UpstreamInstance::inFlight)
                        .sum();
    }

    /// Requests that ended so; an [Outcome] as a metric tag.
    long requests(String outcome) {
        return meters.timer("polystore.gateway.forwarded", "route", "test", "outcome", outcome)
                .count();
    }

    /// Whether the circuit breaker of the only instance is closed.
    boolean isAvailable() {
        return upstreams.of(Service.CATALOG).instances().getFirst().isAvailable();
    }

    double retries() {
        return meters.counter("polystore.gateway.retries", "service", "catalog").count();
    }

    Vertx vertx() {
        return vertx;
    }

    @Override
    public void close() {
        join(vertx.close());
    }

    static <T> T join(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProxyConfig config(String catalog, Map<String, String> settings) {
        var values = new HashMap<String, String>();
        for (var service : Service.values()) {
            values.put("polystore.gateway.upstream." + service.label(), catalog);
        }
        for (var traffic : new String[] {"interactive", "report", "bulk", "stream"}) {
            var prefix = "polystore.gateway.traffic." + traffic;
            values.put(prefix + ".idle-timeout", "PT1.5S");
            values.put(prefix + ".total-timeout", traffic.equals("interactive") ? "PT2S" : "PT0S");
            values.put(prefix + ".request-bytes-max", traffic.equals("bulk") ? "0" : "1048576");
        }
        values.putAll(settings);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ProxyConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(ProxyConfig.class);
    }
}
