package polystore.gateway.limits;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import polystore.gateway.refusals.Refusals;
import polystore.platform.http.Problem;

/// What is too long before anything is read of the body.
///
/// The server's own limits lie higher: there a request is cut off with a bare status, here it is told what to do.
@Singleton
public class Sizes {

    private final LimitsConfig config;

    public Sizes(LimitsConfig config) {
        this.config = config;
    }

    public Optional<Problem> fault(HttpServerRequest request) {
        if (request.uri().length() > config.uriCharsMax()) {
            return Optional.of(Refusals.uriTooLong(config.uriCharsMax()));
        }
        return headerBytes(request) > config.headerBytesMax()
                ? Optional.of(Refusals.headersTooLarge(config.headerBytesMax()))
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
