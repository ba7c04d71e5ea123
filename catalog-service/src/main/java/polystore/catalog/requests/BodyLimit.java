package polystore.catalog.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import polystore.platform.http.Problem;

/// Refuses a body that is declared longer than 1 MiB, other than an import's, before any of it is read. A body
/// without a declared length is limited by [BoundedReading].
@ApplicationScoped
public class BodyLimit {

    /// A product with 100 variants and 20 languages is a tenth of it.
    public static final long BODY_BYTES_MAX = 1024 * 1024;

    private static final String IMPORT_PATH = "/v1/products:import";
    /// Runs before authentication and routing.
    private static final int PRIORITY = 1_000;

    private final ObjectMapper json;

    public BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        if (request.normalizedPath().equals(IMPORT_PATH)) {
            request.next();
        } else if (declaredBytes(request) > BODY_BYTES_MAX) {
            refuse(request);
        } else {
            request.next();
        }
    }

    private static long declaredBytes(RoutingContext request) {
        var declared = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared == null ? 0 : Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /// Closes the connection, which could be reused only after the rest of the body was read.
    private void refuse(RoutingContext request) {
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(encoded(tooLarge()));
    }

    private String encoded(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem could not be written as JSON", e);
        }
    }

    static Problem tooLarge() {
        return Problem.of(
                "request/too-large",
                413,
                "Too large",
                "The body exceeds 1 MiB: send a smaller one, or send many products by POST " + IMPORT_PATH + ".");
    }
}
