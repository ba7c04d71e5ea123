package polystore.gateway.proxy;

import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/// Decides which requests may be sent a second time, to another instance if there is one. No request is sent a third
/// time: more attempts would multiply the load on a service that is in trouble.
final class RetryPolicy {

    /// RFC 9110 section 9.2.2, restricted to the methods that the gateway accepts.
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    private RetryPolicy() {}

    /// Whether the request may be sent again although the service may have processed it: then it must be idempotent,
    /// and have no body, because a body that was streamed is gone.
    static boolean allows(HttpServerRequest request) {
        return isIdempotent(request) && !Responses.hasBody(request);
    }

    static boolean isIdempotent(HttpServerRequest request) {
        return IDEMPOTENT.contains(request.method().name());
    }
}
