package polystore.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polystore.platform.tracing.TraceParent;

/// The request id and trace context that a request carries on to the services: the client's, if they are well formed,
/// otherwise new ones.
///
/// Source: W3C Trace Context level 1. When traces are on, the HTTP client adds the trace context of its span, which
/// continues the client's trace; otherwise `traceparent` is passed on unchanged.
///
/// @param requestId 1 to 64 characters
/// @param traceparent version 00; null when the HTTP client adds it
public record TraceContext(String requestId, @Nullable String traceparent) {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public static TraceContext of(MultiMap headers) {
        var requestId = headers.get(ProxyHeaders.REQUEST_ID);
        return new TraceContext(
                requestId != null && REQUEST_ID.matcher(requestId).matches()
                        ? requestId
                        : UUID.randomUUID().toString(),
                TraceParent.current() == null ? traceparent(headers) : null);
    }

    private static String traceparent(MultiMap headers) {
        var sent = headers.get(TraceParent.HEADER);
        return sent != null && TraceParent.isValid(sent) ? sent : TraceParent.random();
    }

    /// As headers of a request to a service.
    public Map<String, String> headers() {
        return traceparent == null
                ? Map.of(ProxyHeaders.REQUEST_ID, requestId)
                : Map.of(ProxyHeaders.REQUEST_ID, requestId, TraceParent.HEADER, traceparent);
    }
}
