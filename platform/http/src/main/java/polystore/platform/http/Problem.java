package polystore.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An error response: what is wrong and what the client can do. Source: RFC 9457.
///
/// @param type a stable slug such as `orders/insufficient-stock`
/// @param status the HTTP status
/// @param title the same for every problem of this type
/// @param detail what to do, for this occurrence
/// @param errors one per faulty field; empty if the error is not about fields
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, int status, String title, String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        detail = encodable(detail);
    }

    /// @param path where in the request, such as `lines[0].quantity`
    /// @param detail what is wrong with it and what would be right
    public record FieldError(String path, String detail) {
        public FieldError {
            path = encodable(path);
            detail = encodable(detail);
        }
    }

    public static Problem of(String type, int status, String title, String detail) {
        return new Problem(type, status, title, detail, List.of());
    }

    /// A request whose form is wrong: 400.
    public static Problem badRequest(String detail, FieldError... errors) {
        return new Problem("request/invalid", 400, "The request is not valid", detail, List.of(errors));
    }

    public static Problem notFound(String detail) {
        return of("request/not-found", 404, "Not found", detail);
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /// Replaces half a surrogate pair, which UTF-8 cannot encode, by `?`: a problem quotes the text of the client.
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
