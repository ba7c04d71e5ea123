package polystore.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// By what a request is found again in every log: the client's own marks if they are well formed, else new ones.
///
/// Source: W3C Trace Context level 1. The gateway records no spans, so it passes `traceparent` on as it is.
///
/// @param requestId 1 to 64 characters
/// @param traceparent version 00
public record Trace(String requestId, String traceparent) {

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    public static Trace of(MultiMap headers) {
        var requestId = headers.get(Headers.REQUEST_ID);
        var traceparent = headers.get(Headers.TRACEPARENT);
        return new Trace(
                requestId != null && REQUEST_ID.matcher(requestId).matches()
                        ? requestId
                        : UUID.randomUUID().toString(),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : newTraceparent());
    }

    /// As they go on to a service.
    public Map<String, String> headers() {
        return Map.of(Headers.REQUEST_ID, requestId, Headers.TRACEPARENT, traceparent);
    }

    private static String newTraceparent() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        var trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        return "00-" + trace + "-" + hex.toHexDigits(random.nextLong(1, Long.MAX_VALUE)) + "-01";
    }
}
