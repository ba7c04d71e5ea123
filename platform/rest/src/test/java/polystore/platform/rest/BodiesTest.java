package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.contracts.Money;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;

class BodiesTest {

    private final Bodies bodies = new Bodies(
            strict(),
            Validation.byDefaultProvider()
                    .configure()
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .buildValidatorFactory()
                    .getValidator());

    record Form(
            @NotEmpty List<@Valid Line> lines,
            @Nullable Money price,
            @Nullable Kind kind,
            @Nullable UUID id,
            @Nullable Instant at,
            @Nullable Boolean gift,
            @Nullable String note) {}

    record Line(String sku, @Positive int quantity) {}

    enum Kind {
        GOOD,
        BAD
    }

    @Test
    void readsADocumentedBody() {
        var form = read("""
                {"lines":[{"sku":"A","quantity":2}],"price":{"amount":"19.90","currency":"EUR"},"kind":"BAD",\
                "at":"2026-01-01T00:00:00Z","gift":true,"note":"läßt 👟"}""");
        assertThat(form.lines()).containsExactly(new Line("A", 2));
        assertThat(form.price()).isEqualTo(Money.of("19.90", "EUR"));
        assertThat(form.note()).isEqualTo("läßt 👟");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"amount\":19.90,\"currency\":\"EUR\"}",
                "{\"amount\":19,\"currency\":\"EUR\"}",
                "{\"amount\":\"19.999\",\"currency\":\"EUR\"}",
                "{\"amount\":\"1.5\",\"currency\":\"JPY\"}",
                "{\"amount\":\"1e3\",\"currency\":\"EUR\"}",
                "{\"amount\":\"+1\",\"currency\":\"EUR\"}",
                "{\"amount\":\" 1\",\"currency\":\"EUR\"}",
                "{\"amount\":\"1,5\",\"currency\":\"EUR\"}",
                "{\"amount\":\"١\",\"currency\":\"EUR\"}",
                "{\"amount\":\"NaN\",\"currency\":\"EUR\"}",
                "{\"amount\":\"\",\"currency\":\"EUR\"}",
                "{\"amount\":\"1234567890123456\",\"currency\":\"EUR\"}",
                "{\"amount\":null,\"currency\":\"EUR\"}",
                "{\"amount\":\"1\"}",
                "{\"amount\":\"1\",\"currency\":\"eur\"}",
                "{\"amount\":\"1\",\"currency\":\"EURO\"}",
                "{\"amount\":\"1\",\"currency\":978}",
                "{\"amount\":\"1\",\"currency\":\"EUR\",\"tax\":1}",
                "\"19.90 EUR\"",
                "19.90"
            })
    void refusesMoneyThatIsNotExact(String money) {
        var problem = refused("{\"lines\":[],\"price\":" + money + "}");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).startsWith("price");
            assertThat(error.detail()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"price\":1}]} | lines[0].price",
                "{\"lines\":[],\"Kind\":\"GOOD\"} | Kind",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":\"1\"}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":1.0}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":1e0}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":true}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":null}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":\"\"}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":3000000000}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\"}]} | lines[0].quantity",
                "{\"lines\":[{\"sku\":\"A\",\"quantity\":1},{\"sku\":7,\"quantity\":1}]} | lines[1].sku",
                "{\"lines\":[{\"sku\":true,\"quantity\":1}]} | lines[0].sku",
                "{\"lines\":[[]]} | lines[0]",
                "{\"lines\":{}} | lines",
                "{\"lines\":\"\"} | lines",
                "{\"lines\":[],\"kind\":1} | kind",
                "{\"lines\":[],\"kind\":\"good\"} | kind",
                "{\"lines\":[],\"kind\":\"\"} | kind",
                "{\"lines\":[],\"id\":\"1-2-3-4-5\"} | id",
                "{\"lines\":[],\"id\":7} | id",
                "{\"lines\":[],\"at\":\"yesterday\"} | at",
                "{\"lines\":[],\"at\":1700000000} | at",
                "{\"lines\":[],\"gift\":\"true\"} | gift",
                "{\"lines\":[],\"gift\":1} | gift",
                "{\"lines\":[],\"note\":7} | note",
                "{\"lines\":[],\"note\":[\"a\"]} | note"
            })
    void refusesAValueOfAnotherTypeAndNamesItsPath(String body, String path) {
        var problem = refused(body);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).extracting(Problem.FieldError::path).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{",
                "{\"lines\":[}",
                "{\"lines\":[]} x",
                "{\"lines\":[]}{\"lines\":[]}",
                "{\"lines\":[],\"lines\":[]}",
                "{\"lines\":[{\"sku\":\"A\",\"sku\":\"B\",\"quantity\":1}]}",
                "{'lines':[]}",
                "{lines:[]}",
                "{\"lines\":[],}",
                "{\"lines\":[]/*c*/}",
                "{\"note\":\"\u0001\"}",
                "<form/>"
            })
    void refusesABodyThatIsNotOneJsonObject(String body) {
        var problem = refused(body);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isNotBlank();
        assertThat(problem.errors())
                .allSatisfy(error -> assertThat(error.path()).isNotBlank());
    }

    @Test
    void namesAFieldThatIsRepeated() {
        assertThat(refused("{\"lines\":[{\"sku\":\"A\",\"sku\":\"B\",\"quantity\":1}]}")
                        .toString())
                .contains("sku");
        assertThat(refused("{\"lines\":[],\"lines\":[]}").detail()).contains("lines");
    }

    @Test
    void refusesNestingThatCouldExhaustAStack() {
        var problem = refused("{\"note\":" + "[".repeat(100_000));
        assertThat(problem.status()).isEqualTo(400);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var bytes = "{\"note\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        bytes[9] = (byte) 0xFF;
        assertThatThrownBy(() -> bodies.read(bytes, Form.class)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aProblemNamesNoClassOrLibrary() {
        for (var body : List.of("{\"lines\":[],\"id\":\"x\"}", "{\"lines\":{}}", "[]", "{\"x\":1}")) {
            assertThat(refused(body).toString()).doesNotContain("polystore.", "java.", "jackson", "Form");
        }
    }

    @Test
    void appliesTheConstraintsOfTheForm() {
        assertThatThrownBy(() -> read("{\"lines\":[{\"sku\":\"A\",\"quantity\":0}]}"))
                .isInstanceOfSatisfying(
                        ConstraintViolationException.class,
                        e -> assertThat(e.getConstraintViolations())
                                .extracting(
                                        violation -> violation.getPropertyPath().toString())
                                .containsExactly("lines[0].quantity"));
        assertThatThrownBy(() -> read("{}")).isInstanceOf(ConstraintViolationException.class);
    }

    private Form read(String body) {
        return bodies.read(body.getBytes(StandardCharsets.UTF_8), Form.class);
    }

    private Problem refused(String body) {
        var refusal = catchThrowableOfType(ProblemException.class, () -> read(body));
        assertThat(refusal).as("refusal of %.80s", body).isNotNull();
        return refusal.problem();
    }

    /// As Quarkus creates it: with its own modules, then our customizer.
    private static ObjectMapper strict() {
        var mapper = new ObjectMapper().findAndRegisterModules();
        new StrictJson().customize(mapper);
        return mapper;
    }
}
