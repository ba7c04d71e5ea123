package polystore.platform.http;

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

/// Turns every exception that reaches the edge into `application/problem+json`; no stack trace ever leaves.
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Response violated(ConstraintViolationException e) {
        return new Problem(
                        "request/invalid",
                        400,
                        "The request is not valid",
                        "Correct the fields named in errors.",
                        e.getConstraintViolations().stream()
                                .map(ProblemMappers::fieldError)
                                .toList())
                .toResponse();
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException e) {
        return Problem.notFound("Nothing is here: check the path, or see /openapi for what there is.")
                .toResponse();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    public Response unauthorized() {
        return Response.fromResponse(Problem.of(
                                "request/unauthorized",
                                401,
                                "Not identified",
                                "Send a valid token: Authorization: Bearer <JWT>.")
                        .toResponse())
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response forbidden() {
        return Problem.of("request/forbidden", 403, "Not allowed", "This call needs another role than your token has.")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        var status = e.getResponse().getStatus();
        return switch (status) {
            case 401 -> unauthorized();
            case 403 -> forbidden();
            case 405 ->
                Problem.of("request/method", 405, "Method not allowed", "See /openapi for what this path takes.")
                        .toResponse();
            case 406 ->
                Problem.of("request/accept", 406, "Not acceptable", "See /openapi for what this path answers.")
                        .toResponse();
            case 413 ->
                Problem.of("request/too-large", 413, "Too large", "Send a smaller body: the limit is 1 MiB.")
                        .toResponse();
            case 415 ->
                Problem.of("request/media-type", 415, "Unsupported media type", "Send application/json.")
                        .toResponse();
            case 503 ->
                Problem.of("service/unavailable", 503, "Service unavailable", "Try again shortly.")
                        .toResponse(1);
            default ->
                status < 500
                        ? Problem.of(
                                        "request/invalid",
                                        status,
                                        "The request is not valid",
                                        "Check path, query and body.")
                                .toResponse()
                        : broken(e);
        };
    }

    @ServerExceptionMapper
    public Response broken(Throwable e) {
        LOG.error("A request failed", e);
        return Problem.of(
                        "service/failure",
                        500,
                        "The service failed",
                        "The fault is ours and has been logged; the same request may be tried again.")
                .toResponse();
    }

    /// What the validator calls an element of a list, as in `lines[0].<list element>`, is no part of the JSON.
    private static Problem.FieldError fieldError(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
        return new Problem.FieldError(path, violation.getMessage());
    }
}
