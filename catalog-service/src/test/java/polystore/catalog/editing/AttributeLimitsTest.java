package polystore.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeLimitsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a.b", "a=b", "$a", "a\u0000b", "a\n\u0000b", "a\nb", "\ud800", "a\udc00b"})
    void refusesAnInvalidName(String name) {
        assertThat(faults(Map.of(name, 1))).containsExactly("attributes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"color", "größe", "x$", "frame size", "\ud83d\ude00"})
    void allowsAnyOtherName(String name) {
        assertThat(faults(Map.of(name, 1))).isEmpty();
    }

    @Test
    void refusesTextThatAStoreCannotRepresentAtAnyDepth() {
        assertThat(faults(Map.of("a", List.of("fine\n\t", Map.of("b", "\u0000")))))
                .containsExactly("attributes.a[1].b");
        assertThat(faults(Map.of("a", "half \ud83d"))).containsExactly("attributes.a");
    }

    @Test
    void refusesNumbersThatLoseDigits() {
        assertThat(faults(Map.of("a", BigInteger.TEN.pow(34).add(BigInteger.ONE))))
                .containsExactly("attributes.a");
        assertThat(faults(Map.of("a", new BigDecimal("1e7000")))).containsExactly("attributes.a");
        assertThat(faults(Map.of("a", new BigDecimal("1e-3")))).isEmpty();
    }

    private static List<String> faults(Map<String, Object> attributes) {
        var paths = new ArrayList<String>();
        AttributeLimits.check("attributes", attributes, (path, detail) -> paths.add(path));
        return paths;
    }
}
