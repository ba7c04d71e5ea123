package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "19.9,EUR,19.90",
        "19.90,EUR,19.90",
        "5,EUR,5.00",
        "5.0000,EUR,5.00",
        "120,JPY,120",
        "1.5,KWD,1.500",
        "-0.01,USD,-0.01"
    })
    void hasTheDecimalsOfItsCurrency(String amount, String currency, String written) {
        assertThat(json(Money.of(amount, currency)))
                .isEqualTo("{\"amount\":\"" + written + "\",\"currency\":\"" + currency + "\"}");
    }

    @Test
    void equalAmountsAreEqualRecords() {
        assertThat(Money.of("1.5", "EUR"))
                .isEqualTo(Money.of("1.50", "EUR"))
                .hasSameHashCodeAs(Money.of("1.50", "EUR"));
        assertThat(Money.of("1.50", "EUR")).isNotEqualTo(Money.of("1.50", "USD"));
    }

    @ParameterizedTest
    @CsvSource({"19.999,EUR", "0.5,JPY", "1.00001,KWD"})
    void refusesMoreDecimalsThanTheCurrencyHas(String amount, String currency) {
        assertThatThrownBy(() -> Money.of(amount, currency)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1,50", "1e3", "+1", ".5", "1.", "NaN", "1234567890123456", "\u0661"})
    void refusesWhatIsNoDecimal(String amount) {
        assertThatThrownBy(() -> Money.of(amount, "EUR"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("decimal string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EURO", "eur", "ZZZ", ""})
    void refusesAnUnknownCurrency(String currency) {
        assertThatThrownBy(() -> Money.of("1", currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ISO 4217");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"currency\":\"EUR\"}", "{\"amount\":\"1\"}"})
    void refusesJsonThatIsNotExact(String json) {
        assertThatThrownBy(() -> ContractJson.decode(json.getBytes(StandardCharsets.UTF_8), Money.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void calculatesExactlyAndOnlyWithinACurrency() {
        assertThat(Money.of("0.10", "EUR").plus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("0.30", "EUR"));
        assertThat(Money.of("0.10", "EUR").minus(Money.of("0.20", "EUR"))).isEqualTo(Money.of("-0.10", "EUR"));
        assertThat(Money.of("19.99", "EUR").times(3)).isEqualTo(Money.of("59.97", "EUR"));
        assertThatThrownBy(() -> Money.zero("EUR").plus(Money.zero("USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comesBackFromJsonAsItWas() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++) {
            var money = new Money(
                    new BigDecimal(random.nextLong(1_000_000_000_000_000L))
                            .movePointLeft(2)
                            .setScale(2),
                    "EUR");
            assertThat(ContractJson.decode(ContractJson.encode(money), Money.class))
                    .as("seed %d", seed)
                    .isEqualTo(money);
        }
    }

    private static String json(Money money) {
        return new String(ContractJson.encode(money), StandardCharsets.UTF_8);
    }
}
