package polystore.gateway.proxy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import polystore.gateway.routing.Pace;
import polystore.gateway.routing.Service;

/// A carrier behind a real server socket, short of patience, before services that a test brings along.
final class Rig implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final CarryingConfig config;
    private final HttpServer door;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Fleet fleet;

    /// @param catalog addresses of the only service that is asked, comma-separated
    Rig(String catalog, Map<String, String> settings) {
        config = config(catalog, settings);
        fleet = new Fleet(vertx, config, meters);
        var carrier = new Carrier(vertx, fleet, config, meters);
        door = join(vertx.createHttpServer()
                .requestHandler(request -> {
                    request.pause();
                    var pace = Pace.valueOf(request.getHeader("Pace") == null ? "PROMPT" : request.getHeader("Pace"));
                    var trace = Trace.of(request.headers());
                    carrier.carry(new Carriage(request, Service.CATALOG, request.uri(), "test", pace, trace));
                })
                .listen(0, "127.0.0.1"));
    }

    int port() {
        return door.actualPort();
    }

    /// Requests that the bulkheads believe to be under way.
    int underWay() {
        var upstream = fleet.upstream(Service.CATALOG);
        return upstream.bulkhead(Pace.PROMPT).inside()
                + upstream.bulkhead(Pace.IMPORT).inside()
                + upstream.instances().stream().mapToInt(Instance::underWay).sum();
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

    private static CarryingConfig config(String catalog, Map<String, String> settings) {
        var values = new HashMap<String, String>();
        for (var service : Service.values()) {
            values.put("polystore.gateway.proxy.instances." + service.label(), catalog);
        }
        for (var pace : new String[] {"prompt", "slow", "import", "stream"}) {
            var prefix = "polystore.gateway.proxy.pace." + pace;
            values.put(prefix + ".silence", "PT0.5S");
            values.put(prefix + ".total", pace.equals("prompt") ? "PT2S" : "PT0S");
            values.put(prefix + ".body-max", pace.equals("import") ? "0" : "1048576");
        }
        values.putAll(settings);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CarryingConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(CarryingConfig.class);
    }
}
