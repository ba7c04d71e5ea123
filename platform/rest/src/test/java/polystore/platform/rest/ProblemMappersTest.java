package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import polystore.platform.http.Problem;

class ProblemMappersTest {

    private final ProblemMappers mappers = new ProblemMappers();

    record Form(@Positive int quantity, @Positive int lines, List<@NotNull String> names) {}

    @Test
    void aProblemIsReturnedUnchanged() {
        var problem = Problem.of("orders/insufficient-stock", 422, "Not enough stock", "Order less.");
        var response = mappers.problem(problem.asException());
        assertProblem(response, 422, "orders/insufficient-stock");
        assertThat(response.getEntity()).isEqualTo(problem);
    }

    @Test
    void everyFieldThatBreaksARuleIsNamed() {
        try (var factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            var violations = factory.getValidator().validate(new Form(0, -1, Arrays.asList("a", null)));
            var response = mappers.violated(new ConstraintViolationException(violations));
            assertProblem(response, 400, "request/invalid");
            assertThat(((Problem) response.getEntity()).errors())
                    .extracting(Problem.FieldError::path)
                    .containsExactlyInAnyOrder("quantity", "lines", "names[1]");
        }
    }

    @Test
    void aCallerWithoutTokenIsAskedForOne() {
        var response = mappers.unauthorized();
        assertProblem(response, 401, "request/unauthorized");
        assertThat(response.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void aForbiddenCallAndAMissingResourceBecomeProblems() {
        assertProblem(mappers.forbidden(), 403, "request/forbidden");
        assertProblem(mappers.notFound(new NotFoundException()), 404, "request/not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, request/invalid",
        "401, 401, request/unauthorized",
        "403, 403, request/forbidden",
        "405, 405, request/method",
        "406, 406, request/accept",
        "413, 413, request/too-large",
        "415, 415, request/media-type",
        "500, 500, service/failure",
        "503, 503, service/unavailable"
    })
    void anExceptionOfTheFrameworkBecomesAProblem(int thrown, int status, String type) {
        assertProblem(mappers.http(new WebApplicationException(thrown)), status, type);
    }

    @Test
    void anUnavailableServiceSendsRetryAfter() {
        assertThat(mappers.http(new WebApplicationException(503)).getHeaderString("Retry-After"))
                .isEqualTo("1");
    }

    @Test
    void aFailureOfTheServiceDoesNotRevealItsCause() throws Exception {
        var response = mappers.broken(new IllegalStateException("password=secret at polystore.Orders"));
        assertProblem(response, 500, "service/failure");
        assertThat(new ObjectMapper().writeValueAsString(response.getEntity()))
                .doesNotContain("secret", "polystore", "Exception");
    }

    @Test
    void aProblemWithoutFieldErrorsHasNoFieldErrors() throws Exception {
        assertThat(new ObjectMapper().writeValueAsString(Problem.notFound("x"))).doesNotContain("errors");
    }

    private static void assertProblem(Response response, int status, String type) {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getMediaType()).hasToString("application/problem+json");
        assertThat(((Problem) response.getEntity()).type()).isEqualTo(type);
        assertThat(((Problem) response.getEntity()).status()).isEqualTo(status);
        assertThat(((Problem) response.getEntity()).detail()).isNotBlank();
    }
}
