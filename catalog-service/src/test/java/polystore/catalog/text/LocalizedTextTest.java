package polystore.catalog.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalizedTextTest {

    @Test
    void readsTheJsonThatItWrites() {
        var languages = new LinkedHashMap<String, String>();
        languages.put("de", "Schuh");
        languages.put("en", "Shoe");
        var text = LocalizedText.ofJson(languages);
        assertThat(LocalizedText.ofJson(text.toJson())).isEqualTo(text);
        assertThat(LocalizedText.ofJson("Shoe").toJson()).isEqualTo("Shoe");
    }

    @Test
    void hasAFirstLanguage() {
        var languages = new LinkedHashMap<String, String>();
        languages.put("de", "Schuh");
        languages.put("en", "Shoe");
        assertThat(LocalizedText.ofJson(languages).first()).isEqualTo("Schuh");
        assertThat(LocalizedText.of("Shoe").first()).isEqualTo("Shoe");
    }

    @Test
    void refusesOtherValues() {
        for (Object wrong : new Object[] {1, Map.of(), Map.of("en", 1), Map.of("not a tag", "x")}) {
            assertThatThrownBy(() -> LocalizedText.ofJson(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
