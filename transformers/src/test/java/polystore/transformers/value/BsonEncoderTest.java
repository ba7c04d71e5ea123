package polystore.transformers.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.contracts.Money;

class BsonEncoderTest {

    private final BsonEncoder encoder = new BsonEncoder(InstantForm.DATE);

    enum Color {
        RED
    }

    record Leaf(String name, int count) {}

    record All(
            String text,
            int whole,
            long large,
            boolean flag,
            double real,
            BigDecimal decimal,
            Color color,
            UUID id,
            Instant at,
            LocalDate day,
            Money price,
            List<Leaf> leaves,
            Map<String, String> names,
            @Nullable String absent) {}

    record One(Object value) {}

    @Test
    void encodesEveryTypeInComponentOrder() {
        var id = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
        var names = new LinkedHashMap<>(Map.of("en", "shoe"));
        names.put("de", "Schuh");
        var document = encoder.encode(new All(
                "ü",
                7,
                8L,
                true,
                0.5,
                new BigDecimal("1.50"),
                Color.RED,
                id,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                LocalDate.of(2026, 1, 2),
                Money.of("19.90", "EUR"),
                List.of(new Leaf("a", 1)),
                names,
                null));

        assertThat(document.toJson()).isEqualTo("""
                {"text": "ü", "whole": 7, "large": 8, "flag": true, "real": 0.5, \
                "decimal": {"$numberDecimal": "1.50"}, "color": "RED", \
                "id": {"$binary": {"base64": "AYkKXayWd0u8zrMCCZqAVw==", "subType": "04"}}, "at": {"$date": "2026-01-02T03:04:05.678Z"}, \
                "day": "2026-01-02", "price": {"amount": {"$numberDecimal": "19.90"}, "currency": "EUR"}, \
                "leaves": [{"name": "a", "count": 1}], "names": {"de": "Schuh", "en": "shoe"}}\
                """);
        assertThat(document.isInt64("large")).isTrue();
        assertThat(document.getBinary("id").getType()).isEqualTo((byte) 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-1.10", "1E+3", "9999999999999999999999999999999999", "1E-6176"})
    void keepsADecimalWithItsScale(String decimal) {
        var kept = encoder.encode(new One(new BigDecimal(decimal))).getDecimal128("value");

        assertThat(kept.getValue().bigDecimalValue()).isEqualTo(new BigDecimal(decimal));
    }

    @Test
    void refusesADecimalOf35Digits() {
        refuses(new BigDecimal("12345678901234567890123456789012345"), "34 digits");
        refuses(BigInteger.TEN.pow(34).add(BigInteger.ONE), "34 digits");
    }

    @Test
    void refusesWhatIsNoNumber() {
        refuses(Double.NaN, "not a number");
        refuses(Float.NEGATIVE_INFINITY, "not a number");
    }

    @Test
    void refusesMicrosecondsInADateAndKeepsThemInText() {
        var micros = Instant.parse("2026-01-02T03:04:05.678901Z");
        refuses(micros, "between two milliseconds");

        var text = new BsonEncoder(InstantForm.TEXT);
        assertThat(text.encode(new One(micros)).getString("value").getValue()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(text.encode(new One(Instant.EPOCH)).getString("value").getValue())
                .isEqualTo("1970-01-01T00:00:00.000000Z");
        assertThatThrownBy(() -> text.encode(new One(micros.plusNanos(1)))).isInstanceOf(RefusedValueException.class);
        assertThatThrownBy(() -> text.encode(new One(Instant.MAX.minusNanos(999_999_999))))
                .isInstanceOf(RefusedValueException.class);
    }

    @Test
    void refusesTextThatIsNotUnicode() {
        refuses("broken \ud800", "surrogate");
        refuses(Map.of("\udc00", 1), "surrogate");
    }

    @Test
    void refusesKeysThatNoQueryCouldName() {
        refuses(Map.of("a.b", 1), "a.b");
        refuses(Map.of("$set", 1), "$set");
        refuses(Map.of("", 1), "key");
        refuses(Map.of("a\0b", 1), "key");
    }

    @Test
    void refusesNullsInsideAndUnknownTypesNamingThePath() {
        var holed = new ArrayList<@Nullable String>();
        holed.add("a");
        holed.add(null);
        refuses(holed, "value[1] is null");
        refuses(List.of(new One(Thread.currentThread())), "value[0].value is a java.lang.Thread");
    }

    @Test
    void refusesWhatIsNestedWithoutEnd() {
        var nested = new ArrayList<>();
        nested.add(nested);
        refuses(nested, "nested deeper");
    }

    private void refuses(Object value, String fault) {
        assertThatThrownBy(() -> encoder.encode(new One(value)))
                .isInstanceOf(RefusedValueException.class)
                .hasMessageStartingWith("value")
                .hasMessageContaining(fault);
    }
}
