package polystore.gateway.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import polystore.gateway.routing.Service;
import polystore.gateway.routing.TrafficClass;

/// All services, and the pool of connections to them.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.gateway.requests.in.flight` | `service`, `bulkhead` | requests at the service now |
/// | `polystore.gateway.circuit.breaker.closed` | `service`, `upstream` | 0 while the instance is not used |
@Singleton
class Upstreams {

    /// Responses may have more headers than requests are allowed to have.
    private static final int RESPONSE_HEADER_BYTES_MAX = 64 * 1024;

    private static final String TLS_CONFIGURATION = "polystore";

    private final HttpClient client;
    private final Map<Service, Upstream> byService;

    @Inject
    Upstreams(Vertx vertx, ProxyConfig config, MeterRegistry meters, TlsConfigurationRegistry tls) {
        this(vertx, meters, config, trusting(options(config), tls));
    }

    Upstreams(Vertx vertx, ProxyConfig config, MeterRegistry meters) {
        this(vertx, meters, config, options(config));
    }

    private Upstreams(Vertx vertx, MeterRegistry meters, ProxyConfig config, HttpClientOptions options) {
        client = vertx.createHttpClient(options);
        byService = Arrays.stream(Service.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), service -> new Upstream(service, config)));
        byService.values().forEach(upstream -> measure(upstream, meters));
    }

    Upstream of(Service service) {
        return Objects.requireNonNull(byService.get(service));
    }

    HttpClient client() {
        return client;
    }

    private static void measure(Upstream upstream, MeterRegistry meters) {
        var service = upstream.service().label();
        for (var trafficClass : new TrafficClass[] {TrafficClass.INTERACTIVE, TrafficClass.BULK}) {
            var tags = Tags.of("service", service, "bulkhead", trafficClass == TrafficClass.BULK ? "long" : "short");
            var bulkhead = upstream.bulkhead(trafficClass);
            meters.gauge("polystore.gateway.requests.in.flight", tags, bulkhead, Bulkhead::inFlight);
        }
        for (var instance : upstream.instances()) {
            var tags =
                    Tags.of("service", service, "upstream", instance.address().getAuthority());
            meters.gauge("polystore.gateway.circuit.breaker.closed", tags, instance, i -> i.isAvailable() ? 1 : 0);
        }
    }

    /// An upstream with an `https:` address must present a certificate for the host of that address, which the TLS
    /// configuration `polystore` trusts; without that configuration, one that Java trusts.
    private static HttpClientOptions trusting(HttpClientOptions options, TlsConfigurationRegistry tls) {
        tls.get(TLS_CONFIGURATION).ifPresent(ours -> TlsConfigUtils.configure(options, ours));
        return options;
    }

    /// Vert.x prefers a pooled connection of the calling event loop, and opens a new one on it before it takes one of
    /// another event loop.
    private static HttpClientOptions options(ProxyConfig config) {
        var connectionsMax =
                config.concurrency().requestsMax() + config.concurrency().longRequestsMax();
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) config.pool().idleTimeout().toSeconds())
                .setConnectTimeout((int) config.pool().connectTimeout().toMillis())
                .setMaxPoolSize(connectionsMax)
                .setMaxWaitQueueSize(connectionsMax)
                .setMaxHeaderSize(RESPONSE_HEADER_BYTES_MAX)
                .setTcpNoDelay(true);
    }
}
