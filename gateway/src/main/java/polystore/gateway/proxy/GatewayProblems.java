package polystore.gateway.proxy;

import polystore.platform.http.Problem;

/// The problems with which the gateway itself responds. A problem that a service also has gets the same slug here.
public final class GatewayProblems {

    private static final int MIB = 1024 * 1024;

    private GatewayProblems() {}

    public static Problem badTarget(String detail) {
        return Problem.badRequest(detail);
    }

    public static Problem malformedHead() {
        return Problem.badRequest("Send exactly one Host header, with a host name or address: HTTP/1.1 requires it.");
    }

    public static Problem malformedRequest() {
        return Problem.badRequest("Send a request line such as `GET /v1/products HTTP/1.1`, then headers such as "
                + "`Host: shop.example`, each ended by CR and LF, and an empty line: this request has another form.");
    }

    public static Problem versionNotSupported() {
        return Problem.of("request/http-version", 505, "HTTP version not supported", "Send the request as HTTP/1.1.");
    }

    public static Problem notFound() {
        return Problem.notFound("No route has this path: check it, or see /openapi for all paths.");
    }

    public static Problem tracesNotKept() {
        return Problem.notFound(
                "Traces are not kept here: start the local stack with ./polystore up --traces, or look at"
                        + " the collector that OTEL_EXPORTER_OTLP_ENDPOINT names.");
    }

    public static Problem tracesUnavailable() {
        return Problem.of(
                "gateway/traces-unavailable",
                503,
                "Traces unavailable",
                "The process that keeps the traces does not respond: check that ./polystore up runs, then try again.");
    }

    static Problem methodNotAllowed(String allowed) {
        return Problem.of("request/method", 405, "Method not allowed", "Use one of these methods: " + allowed + ".");
    }

    public static Problem unauthorized(String detail) {
        return Problem.of("request/unauthorized", 401, "Not identified", detail);
    }

    public static Problem forbidden() {
        return Problem.of("request/forbidden", 403, "Not allowed", "This call needs another role than your token has.");
    }

    static Problem bodyTooLarge(long bytesMax) {
        return Problem.of(
                "request/too-large", 413, "Too large", "Send a smaller body: the limit is " + size(bytesMax) + ".");
    }

    public static Problem uriTooLong(int charsMax) {
        return Problem.of(
                "request/uri-too-long", 414, "URL too long", "Shorten the URL to at most " + charsMax + " characters.");
    }

    public static Problem headersTooLarge(long bytesMax) {
        return Problem.of(
                "request/headers-too-large",
                431,
                "Headers too large",
                "Send fewer or shorter headers: the limit is " + size(bytesMax) + " for all of them together.");
    }

    public static Problem tooManyRequests(long retryAfterSeconds) {
        return Problem.of(
                "request/too-many",
                429,
                "Too many requests",
                "Wait " + retryAfterSeconds + " s, and watch the RateLimit header to stay below the quota.");
    }

    static Problem requestTimeout() {
        return Problem.of(
                "request/timeout", 408, "Request incomplete", "Send the whole body without pauses, then try again.");
    }

    public static Problem keysUnavailable() {
        return Problem.of(
                "gateway/identity-unavailable",
                503,
                "Tokens cannot be verified",
                "The keys for verifying tokens cannot be read at the moment: try again shortly.");
    }

    /// @param service its label, as in the other problems below
    public static Problem serviceUnavailable(String service) {
        return Problem.of(
                "gateway/service-unavailable",
                503,
                "Service unavailable",
                "The " + service + " service cannot be reached at the moment: try again shortly.");
    }

    /// For a request that the service may have processed before the connection was lost.
    static Problem responseLost(String service) {
        return Problem.of(
                "gateway/service-unavailable",
                503,
                "Service unavailable",
                "The connection to the " + service + " service was lost, perhaps after it processed the request: read "
                        + "the resource before you repeat the request, or repeat it with the same Idempotency-Key.");
    }

    public static Problem serviceBusy(String service) {
        return Problem.of(
                "gateway/service-busy",
                503,
                "Service busy",
                "The " + service + " service has as many requests in flight as the gateway allows: try again shortly.");
    }

    static Problem serviceTimeout(String service) {
        return Problem.of(
                "gateway/timeout",
                504,
                "No response in time",
                "The " + service + " service did not respond in time: try again; repeat a change with the same "
                        + "Idempotency-Key.");
    }

    public static Problem failure() {
        return Problem.of(
                "gateway/failure",
                500,
                "The gateway failed",
                "The failure is in the gateway and has been logged: try again later.");
    }

    private static String size(long bytes) {
        return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes / 1024 + " KiB";
    }
}
