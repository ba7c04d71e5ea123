package polystore.orders.idempotency;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;

/// What a client calls one intention, so that repeating it is safe; scoped by customer and route.
///
/// Source: draft-ietf-httpapi-idempotency-key-header.
///
/// @param fingerprint keyed hash of the request's body
@SuppressWarnings("ArrayRecordComponent") // compared through sameRequest only
public record IdempotencyKey(String customerId, String route, String key, byte[] fingerprint) {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    boolean sameRequest(byte[] other) {
        return Arrays.equals(fingerprint, other);
    }

    /// @throws polystore.platform.http.ProblemException 400 when the header is missing or not 1 to 128 visible ASCII
    /// characters
    public static String required(@Nullable String header) {
        if (header == null || !KEY.matcher(header).matches()) {
            throw Problem.badRequest(
                            "Send an Idempotency-Key of your own, such as a UUID, and the same one when you try again.",
                            new Problem.FieldError("Idempotency-Key", "must be 1 to 128 visible ASCII characters"))
                    .asException();
        }
        return header;
    }
}
