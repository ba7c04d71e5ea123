package polystore.catalog.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void isReadFromWhatItWrites() {
        var languages = new LinkedHashMap<String, String>();
        languages.put("de", "Schuh");
        languages.put("en", "Shoe");
        var text = Text.ofJson(languages);
        assertThat(Text.ofJson(text.toJson())).isEqualTo(text);
        assertThat(Text.ofJson("Shoe").toJson()).isEqualTo("Shoe");
    }

    @Test
    void hasAFirstLanguage() {
        var languages = new LinkedHashMap<String, String>();
        languages.put("de", "Schuh");
        languages.put("en", "Shoe");
        assertThat(Text.ofJson(languages).first()).isEqualTo("Schuh");
        assertThat(Text.of("Shoe").first()).isEqualTo("Shoe");
    }

    @Test
    void refusesWhatIsNoText() {
        for (Object wrong : new Object[] {1, Map.of(), Map.of("en", 1), Map.of("not a tag", "x")}) {
            assertThatThrownBy(() -> Text.ofJson(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
