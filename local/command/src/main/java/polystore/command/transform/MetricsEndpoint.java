package polystore.command.transform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option of a command that goes on until it is interrupted: its metrics over HTTP, for Prometheus.
final class MetricsEndpoint {

    private static final int PORT_MAX = 65_535;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description = "Serve metrics for Prometheus at http://HOST:PORT/metrics; HOST is 127.0.0.1 by default.")
    private @Nullable String address;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    boolean isAsked() {
        return address != null;
    }

    MeterRegistry registry() {
        return registry;
    }

    /// What [#serve] began.
    interface Serving extends AutoCloseable {
        @Override
        void close();
    }

    /// Begins to serve them, if an address was given.
    Serving serve() {
        if (address == null) {
            return () -> {};
        }
        try {
            var server = HttpServer.create(parsed(address), 0);
            server.createContext("/metrics", this::answer);
            server.start();
            return () -> server.stop(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serve metrics at " + address + ": " + e.getMessage(), e);
        }
    }

    private static InetSocketAddress parsed(String address) {
        var colon = address.lastIndexOf(':');
        var host = colon < 0 ? "127.0.0.1" : address.substring(0, colon);
        var port = address.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > PORT_MAX || host.isEmpty()) {
            throw new IllegalArgumentException("--metrics must be a port or HOST:PORT, not " + address);
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var metrics = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", TEXT);
            exchange.sendResponseHeaders(200, metrics.length);
            exchange.getResponseBody().write(metrics);
        }
    }
}
