package polystore.gateway.proxy;

import java.util.Locale;

/// How one attempt to forward a request ended.
enum Outcome {
    /// The service responded with a status below 500, and the whole response went to the client.
    COMPLETED,
    /// The service responded with a 5xx status.
    SERVER_ERROR,
    /// The service did not respond in time, or stopped sending within the response.
    UPSTREAM_TIMEOUT,
    /// No connection to the service could be opened: nothing was sent.
    CONNECT_FAILED,
    /// The connection to the service closed before the end of the response.
    CONNECTION_LOST,
    CLIENT_DISCONNECTED,
    /// The client stopped sending its body or reading the response.
    CLIENT_TIMEOUT,
    BODY_TOO_LARGE;

    private static final int NOT_IMPLEMENTED = 501;
    private static final int HTTP_VERSION_NOT_SUPPORTED = 505;

    /// The outcome of a response that was transferred whole. 501 and 505 are about the request, not about the service.
    static Outcome ofStatus(int status) {
        return status >= 500 && status != NOT_IMPLEMENTED && status != HTTP_VERSION_NOT_SUPPORTED
                ? SERVER_ERROR
                : COMPLETED;
    }

    /// Tells the circuit breaker what the outcome shows about the instance; what the client did shows nothing.
    void report(CircuitBreaker circuitBreaker, long nowMs) {
        switch (this) {
            case COMPLETED -> circuitBreaker.onSuccess();
            case SERVER_ERROR, UPSTREAM_TIMEOUT, CONNECT_FAILED, CONNECTION_LOST -> circuitBreaker.onFailure(nowMs);
            case CLIENT_DISCONNECTED, CLIENT_TIMEOUT, BODY_TOO_LARGE -> circuitBreaker.release(nowMs);
        }
    }

    /// As a metric tag.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
