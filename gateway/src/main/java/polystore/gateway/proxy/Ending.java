package polystore.gateway.proxy;

import java.util.Locale;

/// How one attempt to carry a request ended.
enum Ending {
    /// The whole answer went to the client, whatever its status.
    ANSWERED,
    /// The service did not answer in time, or stopped in the middle.
    TIMED_OUT,
    /// No connection to the service came about: nothing was sent.
    UNREACHED,
    /// The connection to the service broke before or while it answered.
    BROKEN,
    /// The client closed its connection; nobody waits for the answer.
    CLIENT_LEFT,
    /// The client stopped sending its body.
    CLIENT_SLOW,
    BODY_TOO_LARGE;

    /// What the ending says about the instance.
    void tell(Breaker breaker, long nowMs) {
        switch (this) {
            case ANSWERED, BODY_TOO_LARGE, CLIENT_SLOW -> breaker.succeeded();
            case TIMED_OUT, UNREACHED, BROKEN -> breaker.failed(nowMs);
            case CLIENT_LEFT -> breaker.abandoned(nowMs);
        }
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
