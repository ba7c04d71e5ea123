package polystore.platform.rest;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

/// Turns every exception that reaches the edge into `application/problem+json`; no stack trace ever leaves.
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
                Problem.notFound("Nothing is here: check the path, or see /openapi for what there is."));
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
            case 405 ->
                ProblemResponse.of(Problem.of(
                        "request/method", 405, "Method not allowed", "See /openapi for what this path takes."));
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

    @ServerExceptionMapper
    public Response broken(Throwable e) {
        LOG.error("A request failed", e);
        return ProblemResponse.of(Problem.of(
                "service/failure",
                500,
                "The service failed",
                "The fault is ours and has been logged; the same request may be tried again."));
    }

    /// What the validator calls an element of a list, as in `lines[0].<list element>`, is no part of the JSON.
    private static Problem.FieldError fieldError(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
        return new Problem.FieldError(path, violation.getMessage());
    }
}
