package polystore.orders.idempotency;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;

/// A client's key for one change, so that a repeated request takes effect once. Scoped by customer and route.
/// Source: draft-ietf-httpapi-idempotency-key-header.
///
/// @param fingerprint of the request's body
public record IdempotencyKey(String customerId, String route, String key, Fingerprint fingerprint) {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    /// @throws polystore.platform.http.ProblemException 400 when the header is missing or not 1 to 128 visible
    ///     ASCII characters
    public static String required(@Nullable String header) {
        if (header == null || !KEY.matcher(header).matches()) {
            throw Problem.badRequest(
                            "Send an Idempotency-Key of your own, such as a UUID, and the same one in every retry.",
                            new Problem.FieldError("Idempotency-Key", "must be 1 to 128 visible ASCII characters"))
                    .asException();
        }
        return header;
    }
}
