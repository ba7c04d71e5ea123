package polystore.gateway.proxy;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import polystore.platform.http.Problem;

/// Checks the head of a request before anything else: `Host` and size. Source: RFC 9112 section 3.2.
@Singleton
public class RequestLimits {

    /// `CONNECT` and `TRACE` are for proxies of another kind.
    public static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final ProxyConfig config;

    public RequestLimits(ProxyConfig config) {
        this.config = config;
    }

    /// The problem of a request that must not be processed.
    public Optional<Problem> violation(HttpServerRequest request) {
        var hosts = request.headers().getAll(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return Optional.of(GatewayProblems.malformedHead());
        }
        if (request.uri().length() > config.request().uriCharsMax()) {
            return Optional.of(GatewayProblems.uriTooLong(config.request().uriCharsMax()));
        }
        return headerBytes(request) > config.request().headerBytesMax()
                ? Optional.of(GatewayProblems.headersTooLarge(config.request().headerBytesMax()))
                : Optional.empty();
    }

    private static long headerBytes(HttpServerRequest request) {
        var bytes = 0L;
        for (var header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length() + ": \r\n".length();
        }
        return bytes;
    }
}
