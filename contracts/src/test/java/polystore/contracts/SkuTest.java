package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkuTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "SHOE-1", "shoe_1.42", "0123456789012345678901234567890123456789012345678901234567890123"})
    void takesLettersDigitsDotsUnderscoresAndHyphens(String sku) {
        assertThat(Sku.isValid(sku)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "SHOE 1",
                "SHOE/1",
                "SCHÜH",
                "SHOE-1\n",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesEverythingElse(String sku) {
        assertThat(Sku.isValid(sku)).isFalse();
    }
}
