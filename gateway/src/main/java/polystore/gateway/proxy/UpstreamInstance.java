package polystore.gateway.proxy;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// One running instance of a service, with its circuit breaker.
final class UpstreamInstance {

    private static final Logger LOG = Logger.getLogger(UpstreamInstance.class);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI address;
    private final boolean tls;
    private final CircuitBreaker circuitBreaker;
    private final AtomicInteger inFlight = new AtomicInteger();

    /// @throws IllegalArgumentException for an address that is not `http://host:port` or `https://host:port`
    UpstreamInstance(URI address, CircuitBreaker circuitBreaker) {
        if (address.getHost() == null
                || address.getScheme() == null
                || !address.getScheme().matches("https?")) {
            throw new IllegalArgumentException(
                    "The address of a service must be like http://host:port, not " + address);
        }
        this.address = address;
        this.tls = address.getScheme().equals("https");
        this.circuitBreaker = circuitBreaker;
    }

    RequestOptions options() {
        var defaultPort = tls ? HTTPS_PORT : HTTP_PORT;
        return new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? defaultPort : address.getPort())
                .setSsl(tls);
    }

    URI address() {
        return address;
    }

    /// Whether the circuit breaker lets a request pass; then [#started] and [#ended] must follow.
    boolean tryAcquire(long nowMs) {
        return circuitBreaker.tryAcquire(nowMs);
    }

    boolean isAvailable() {
        return circuitBreaker.isClosed();
    }

    int inFlight() {
        return inFlight.get();
    }

    void started() {
        inFlight.incrementAndGet();
    }

    void ended(Outcome outcome) {
        inFlight.decrementAndGet();
        var wasClosed = circuitBreaker.isClosed();
        outcome.report(circuitBreaker, System.currentTimeMillis());
        if (wasClosed != circuitBreaker.isClosed()) {
            LOG.warnf("The circuit breaker of %s %s", address, wasClosed ? "opens: " + outcome.label() : "closes");
        }
    }
}
