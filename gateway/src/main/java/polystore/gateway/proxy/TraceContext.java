package polystore.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import polystore.platform.http.TraceParent;

/// The request id and trace context that a request carries on to the services: the client's, if they are well formed,
/// otherwise new ones.
///
/// Source: W3C Trace Context level 1. The gateway records no spans, so it passes `traceparent` on unchanged.
///
/// @param requestId 1 to 64 characters
/// @param traceparent version 00
public record TraceContext(String requestId, String traceparent) {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public static TraceContext of(MultiMap headers) {
        var requestId = headers.get(ProxyHeaders.REQUEST_ID);
        var traceparent = headers.get(TraceParent.HEADER);
        return new TraceContext(
                requestId != null && REQUEST_ID.matcher(requestId).matches()
                        ? requestId
                        : UUID.randomUUID().toString(),
                traceparent != null && TraceParent.isValid(traceparent) ? traceparent : TraceParent.random());
    }

    /// As headers of a request to a service.
    public Map<String, String> headers() {
        return Map.of(ProxyHeaders.REQUEST_ID, requestId, TraceParent.HEADER, traceparent);
    }
}
