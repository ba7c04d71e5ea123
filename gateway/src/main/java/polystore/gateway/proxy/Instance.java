package polystore.gateway.proxy;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// One running copy of a service.
final class Instance {

    private static final Logger LOG = Logger.getLogger(Instance.class);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI address;
    private final boolean tls;
    private final Breaker breaker;
    private final AtomicInteger underWay = new AtomicInteger();

    Instance(URI address, Breaker breaker) {
        if (address.getHost() == null
                || address.getScheme() == null
                || !address.getScheme().matches("https?")) {
            throw new IllegalArgumentException("a service's address must be like http://host:port, not " + address);
        }
        this.address = address;
        this.tls = address.getScheme().equals("https");
        this.breaker = breaker;
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

    boolean admits(long nowMs) {
        return breaker.admits(nowMs);
    }

    boolean isTrusted() {
        return breaker.isClosed();
    }

    /// Learns how a request to it ended.
    void learn(Ending ending) {
        var trusted = breaker.isClosed();
        ending.tell(breaker, System.currentTimeMillis());
        if (trusted != breaker.isClosed()) {
            LOG.warnf("%s %s", address, trusted ? "fails: it is left alone for a while" : "answers again");
        }
    }

    int underWay() {
        return underWay.get();
    }

    void begin() {
        underWay.incrementAndGet();
    }

    void end() {
        underWay.decrementAndGet();
    }
}
