package polystore.platform.rest;

import jakarta.ws.rs.core.Response;
import polystore.platform.http.Problem;

/// A [Problem] as the answer of a resource method.
public final class ProblemResponse {

    /// The problem of a database that is unavailable, full or slow, the same for every database of every service.
    public static final Problem DATABASE_UNAVAILABLE = Problem.of(
            "service/database-unavailable",
            503,
            "The database is not available",
            "The database did not answer in time. Repeat the request after the seconds in Retry-After;"
                    + " if it had an Idempotency-Key, with the same one, and it takes effect once.");

    /// A restarted server or a new primary takes requests within about this.
    private static final int DATABASE_RETRY_AFTER_SECONDS = 2;

    private ProblemResponse() {}

    public static Response of(Problem problem) {
        return builder(problem).build();
    }

    /// @param retryAfterSeconds sent as `Retry-After`
    public static Response of(Problem problem, int retryAfterSeconds) {
        return builder(problem).header("Retry-After", retryAfterSeconds).build();
    }

    /// 503 with `Retry-After`.
    public static Response databaseUnavailable() {
        return of(DATABASE_UNAVAILABLE, DATABASE_RETRY_AFTER_SECONDS);
    }

    private static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
