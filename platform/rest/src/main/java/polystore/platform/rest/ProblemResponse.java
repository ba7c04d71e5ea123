package polystore.platform.rest;

import jakarta.ws.rs.core.Response;
import polystore.platform.http.Problem;

/// A [Problem] as the answer of a resource method.
public final class ProblemResponse {

    private ProblemResponse() {}

    public static Response of(Problem problem) {
        return builder(problem).build();
    }

    /// @param retryAfterSeconds sent as `Retry-After`
    public static Response of(Problem problem, int retryAfterSeconds) {
        return builder(problem).header("Retry-After", retryAfterSeconds).build();
    }

    private static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
