package polystore.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    record Form(@Text(max = 5) @Nullable String text) {}

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"a", "12345", "läßt", "👟👟👟👟👟", "العر", "a b"})
    void acceptsTextOfAnyScript(@Nullable String text) {
        assertThat(VALIDATOR.validate(new Form(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "123456", "a\u0000", "a\nb", "\u001b[0m", "\ud800", "a\u2028b"})
    void refusesTextThatIsEmptyTooLongOrNotPrintable(String text) {
        assertThat(VALIDATOR.validate(new Form(text))).hasSize(1);
    }
}
