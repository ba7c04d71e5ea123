package polystore.gateway.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import polystore.gateway.routing.Pace;
import polystore.gateway.routing.Service;

/// All services with their instances, and the connections to them.
@Singleton
public class Fleet {

    /// Answers may carry more headers than we let requests have.
    private static final int ANSWER_HEADER_BYTES_MAX = 64 * 1024;

    private final HttpClient client;
    private final Map<Service, Upstream> upstreams;

    public Fleet(Vertx vertx, CarryingConfig config, MeterRegistry meters) {
        client = vertx.createHttpClient(options(config));
        upstreams = Arrays.stream(Service.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), s -> new Upstream(s, config)));
        upstreams.values().forEach(upstream -> measure(upstream, meters));
    }

    Upstream upstream(Service service) {
        return Objects.requireNonNull(upstreams.get(service));
    }

    HttpClient client() {
        return client;
    }

    private static void measure(Upstream upstream, MeterRegistry meters) {
        for (var pace : List.of(Pace.PROMPT, Pace.IMPORT)) {
            var tags = Tags.of("service", upstream.service().label(), "kind", pace == Pace.PROMPT ? "short" : "long");
            meters.gauge("gateway.under.way", tags, upstream.bulkhead(pace), Bulkhead::inside);
        }
        for (var instance : upstream.instances()) {
            var tags = Tags.of(
                    "service",
                    upstream.service().label(),
                    "instance",
                    instance.address().getAuthority());
            meters.gauge("gateway.breaker.closed", tags, instance, i -> i.isTrusted() ? 1 : 0);
        }
    }

    /// Vert.x prefers a pooled connection of the event loop that asks, and opens one there before it borrows another's.
    private static HttpClientOptions options(CarryingConfig config) {
        var connectionsMax = config.exchangesMax() + config.longExchangesMax();
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                .setConnectTimeout((int) config.connect().toMillis())
                .setMaxPoolSize(connectionsMax)
                .setMaxWaitQueueSize(connectionsMax)
                .setMaxHeaderSize(ANSWER_HEADER_BYTES_MAX)
                .setTcpNoDelay(true);
    }
}
