package polystore.platform.rest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Maps every exception of a resource method to `application/problem+json`, never with a stack trace.
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return ProblemResponse.of(e.problem());
    }

    @ServerExceptionMapper
    public Response violated(ConstraintViolationException e) {
        return ProblemResponse.of(new Problem(
                "request/invalid",
                400,
                "The request is not valid",
                "Correct the fields named in errors.",
                e.getConstraintViolations().stream()
                        .map(ProblemMappers::fieldError)
                        .toList()));
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException e) {
        return ProblemResponse.of(
                Problem.notFound("No resource has this path: check it, or see /openapi for all paths."));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthorized() {
        var problem = Problem.of(
                "request/unauthorized", 401, "Not identified", "Send a valid token: Authorization: Bearer <JWT>.");
        return Response.fromResponse(ProblemResponse.of(problem))
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response forbidden() {
        return ProblemResponse.of(Problem.of(
                "request/forbidden", 403, "Not allowed", "This call needs another role than your token has."));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        var status = e.getResponse().getStatus();
        return switch (status) {
            case 401 -> unauthorized();
            case 403 -> forbidden();
            case 405 -> methodNotAllowed(AllowedMethods.ofCurrentRequest());
            case 406 ->
                ProblemResponse.of(Problem.of(
                        "request/accept", 406, "Not acceptable", "See /openapi for what this path answers."));
            case 413 ->
                ProblemResponse.of(
                        Problem.of("request/too-large", 413, "Too large", "Send a smaller body: the limit is 1 MiB."));
            case 415 ->
                ProblemResponse.of(
                        Problem.of("request/media-type", 415, "Unsupported media type", "Send application/json."));
            case 503 ->
                ProblemResponse.of(
                        Problem.of("service/unavailable", 503, "Service unavailable", "Try again shortly."), 1);
            default ->
                status < 500
                        ? ProblemResponse.of(Problem.of(
                                "request/invalid", status, "The request is not valid", "Check path, query and body."))
                        : broken(e);
        };
    }

    private static Response methodNotAllowed(Set<String> allowed) {
        var methods = String.join(", ", allowed);
        var problem =
                Problem.of("request/method", 405, "Method not allowed", "Use one of these methods: " + methods + ".");
        return Response.fromResponse(ProblemResponse.of(problem))
                .header("Allow", methods)
                .build();
    }

    @ServerExceptionMapper
    public Response broken(Throwable e) {
        LOG.error("A request failed", e);
        return ProblemResponse.of(Problem.of(
                "service/failure",
                500,
                "The service failed",
                "The failure is in the service and has been logged: try the same request again later."));
    }

    /// Removes names such as `<list element>` in `lines[0].<list element>`, which are not part of the JSON.
    private static Problem.FieldError fieldError(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
        return new Problem.FieldError(path, violation.getMessage());
    }
}
