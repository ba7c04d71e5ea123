package polystore.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list: `{"items":[…],"next":"…"}`; without `next` it is the last.
///
/// @param next opaque cursor of the following page
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int LIMIT_DEFAULT = 20;
    /// What one answer can carry without becoming slow to render.
    public static final int LIMIT_MAX = 100;

    /// @param limit as sent, null for the default
    /// @throws ProblemException 400 outside 1 to 100
    public static int limit(@Nullable String limit) {
        if (limit == null) {
            return LIMIT_DEFAULT;
        }
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > LIMIT_MAX) {
            throw Problem.badRequest(
                            "Ask for 1 to " + LIMIT_MAX + " items.",
                            new Problem.FieldError("limit", "must be a whole number from 1 to " + LIMIT_MAX))
                    .asException();
        }
        return Integer.parseInt(limit);
    }

    /// The page with its `Link: <…>; rel="next"`.
    public Response toResponse(UriInfo uri) {
        var response = Response.ok(this);
        if (next != null) {
            var link =
                    uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
            var target = link.getRawPath() + "?" + link.getRawQuery();
            response.header("Link", "<" + target + ">; rel=\"next\"");
        }
        return response.build();
    }
}
