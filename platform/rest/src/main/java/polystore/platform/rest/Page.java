package polystore.platform.rest;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// One page of a list: `{"items":[…],"next":"…"}`; the last page has no `next`.
///
/// @param next opaque cursor of the following page
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int LIMIT_DEFAULT = 20;
    /// Larger pages take long to render.
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

    public <J> Page<J> map(Function<T, J> json) {
        return new Page<>(items.stream().map(json).toList(), next);
    }

    /// The page with its `Link: <…>; rel="next"`.
    public RestResponse<Page<T>> toResponse(UriInfo uri) {
        var response = ResponseBuilder.ok(this);
        return next == null
                ? response.build()
                : response.header("Link", linkToNext(uri, next)).build();
    }

    /// The value of `Link` for the page after this request's.
    public static String linkToNext(UriInfo uri, String next) {
        var link = uri.getRequestUriBuilder().replaceQueryParam("cursor", next).build();
        return "<" + link.getRawPath() + "?" + link.getRawQuery() + ">; rel=\"next\"";
    }
}
