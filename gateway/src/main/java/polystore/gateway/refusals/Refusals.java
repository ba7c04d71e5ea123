package polystore.gateway.refusals;

import polystore.platform.http.Problem;

/// Every problem that the gateway itself states; its slugs agree with those of the services.
public final class Refusals {

    private Refusals() {}

    public static Problem badTarget(String detail) {
        return Problem.badRequest(detail);
    }

    public static Problem notFound() {
        return Problem.notFound("Nothing is here: check the path, or see /openapi for what there is.");
    }

    public static Problem method() {
        return Problem.of("request/method", 405, "Method not allowed", "See /openapi for what this path takes.");
    }

    public static Problem unidentified(String detail) {
        return Problem.of("request/unauthorized", 401, "Not identified", detail);
    }

    public static Problem forbidden() {
        return Problem.of("request/forbidden", 403, "Not allowed", "This call needs another role than your token has.");
    }

    public static Problem bodyTooLarge(long bytesMax) {
        return Problem.of(
                "request/too-large", 413, "Too large", "Send a smaller body: the limit is " + size(bytesMax) + ".");
    }

    public static Problem uriTooLong(int charsMax) {
        return Problem.of(
                "request/uri-too-long", 414, "URL too long", "Ask with a URL of at most " + charsMax + " characters.");
    }

    public static Problem headersTooLarge(long bytesMax) {
        return Problem.of(
                "request/headers-too-large",
                431,
                "Headers too large",
                "Send fewer or shorter headers: together at most " + size(bytesMax) + ".");
    }

    public static Problem tooMany(long retryAfterSeconds) {
        return Problem.of(
                "request/too-many",
                429,
                "Too many requests",
                "Wait " + retryAfterSeconds + " s, and watch the RateLimit header to stay below the quota.");
    }

    public static Problem slowRequest() {
        return Problem.of(
                "request/timeout", 408, "Request incomplete", "Send the whole body without pauses, then try again.");
    }

    public static Problem keysUnavailable() {
        return Problem.of(
                "gateway/identity-unavailable",
                503,
                "Identity cannot be checked",
                "The keys to verify tokens with cannot be had at the moment: try again shortly.");
    }

    public static Problem serviceAway(String service) {
        return Problem.of(
                "gateway/service-unavailable",
                503,
                "Service unavailable",
                "The " + service + " service cannot be reached at the moment: try again shortly.");
    }

    public static Problem serviceBroke(String service) {
        return Problem.of(
                "gateway/service-unavailable",
                503,
                "Service unavailable",
                "The " + service + " service broke off, perhaps after doing what was asked: read before you repeat, or "
                        + "repeat with the same Idempotency-Key.");
    }

    public static Problem serviceBusy(String service) {
        return Problem.of(
                "gateway/service-busy",
                503,
                "Service busy",
                "The " + service + " service has as many requests as it may have at once: try again shortly.");
    }

    public static Problem serviceTimeout(String service) {
        return Problem.of(
                "gateway/timeout",
                504,
                "No answer in time",
                "The " + service + " service did not answer in time: try again; for a change, with the same "
                        + "Idempotency-Key.");
    }

    public static Problem documentBroken() {
        return Problem.of(
                "gateway/failure",
                500,
                "The gateway failed",
                "The fault is ours and has been logged; ask the services for their own documents meanwhile.");
    }

    private static String size(long bytes) {
        return bytes % (1024 * 1024) == 0 ? bytes / (1024 * 1024) + " MiB" : bytes / 1024 + " KiB";
    }
}
