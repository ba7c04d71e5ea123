package polystore.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The request id and trace context that a request carries on to the services: the client's, if they are well formed,
/// otherwise new ones.
///
/// Source: W3C Trace Context level 1. The gateway records no spans, so it passes `traceparent` on unchanged.
///
/// @param requestId 1 to 64 characters
/// @param traceparent version 00
public record TraceContext(String requestId, String traceparent) {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public static TraceContext of(MultiMap headers) {
        var requestId = headers.get(ProxyHeaders.REQUEST_ID);
        var traceparent = headers.get(ProxyHeaders.TRACEPARENT);
        return new TraceContext(
                requestId != null && REQUEST_ID.matcher(requestId).matches()
                        ? requestId
                        : UUID.randomUUID().toString(),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : newTraceparent());
    }

    /// As headers of a request to a service.
    public Map<String, String> headers() {
        return Map.of(ProxyHeaders.REQUEST_ID, requestId, ProxyHeaders.TRACEPARENT, traceparent);
    }

    private static String newTraceparent() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        var trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return "00-" + trace + "-" + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-01";
    }
}
