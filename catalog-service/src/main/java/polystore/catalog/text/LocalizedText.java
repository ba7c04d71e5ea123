package polystore.catalog.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text in one language or several: plain, or one text per language; in JSON a string, or an object
/// `{"en":"…","de":"…"}`.
///
/// @param plain the text without a language, empty with languages
/// @param byLanguage texts by BCP 47 language tag in the shop's order, empty for a plain text
public record LocalizedText(String plain, Map<String, String> byLanguage) {

    /// The European Union has 24 official languages.
    private static final int LANGUAGES_MAX = 40;

    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    public static LocalizedText of(String plain) {
        return new LocalizedText(plain, Map.of());
    }

    /// @param json a string, or an object of strings
    /// @throws IllegalArgumentException with the fault
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static LocalizedText ofJson(@Nullable Object json) {
        return switch (json) {
            case String plain -> of(plain);
            case Map<?, ?> texts -> ofLanguages(texts);
            case null, default ->
                throw new IllegalArgumentException("must be a text, or an object of texts by language");
        };
    }

    /// In the shop's first language.
    public String first() {
        return byLanguage.isEmpty() ? plain : byLanguage.values().iterator().next();
    }

    public Collection<String> all() {
        return byLanguage.isEmpty() ? List.of(plain) : byLanguage.values();
    }

    /// The form that [#ofJson] reads.
    @JsonValue
    public Object toJson() {
        return byLanguage.isEmpty() ? plain : byLanguage;
    }

    private static LocalizedText ofLanguages(Map<?, ?> texts) {
        if (texts.isEmpty() || texts.size() > LANGUAGES_MAX) {
            throw new IllegalArgumentException("must have 1 to " + LANGUAGES_MAX + " languages");
        }
        var byLanguage = new LinkedHashMap<String, String>();
        texts.forEach((tag, text) -> {
            if (!(tag instanceof String key) || !TAG.matcher(key).matches()) {
                throw new IllegalArgumentException("has " + tag + ", which is not a language tag such as en or de-AT");
            }
            if (!(text instanceof String value)) {
                throw new IllegalArgumentException(
                        "must have a text for every language: the value of " + tag + " is not a text");
            }
            byLanguage.put(key, value);
        });
        return new LocalizedText("", byLanguage);
    }
}
