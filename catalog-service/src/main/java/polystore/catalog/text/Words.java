package polystore.catalog.text;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Splits texts into the words that search compares: lower case, without accents, letters and digits only.
///
/// Used instead of MongoDB's `$text`, because these words match prefixes, behave the same on every server, and
/// need one plain index.
public final class Words {

    /// Limits the index; a long description has some 300 different words.
    static final int WORDS_MAX = 500;

    /// Limits the length of a word; the longest German one in a dictionary has 36 letters.
    static final int WORD_CHARS_MAX = 40;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /// The different words of `texts`, in order of appearance, at most [#WORDS_MAX].
    public static Set<String> of(Collection<String> texts) {
        return texts.stream()
                .flatMap(Words::cut)
                .limit(WORDS_MAX * 10L)
                .distinct()
                .limit(WORDS_MAX)
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    public static List<String> of(String text) {
        return List.copyOf(of(List.of(text)));
    }

    private static Stream<String> cut(String text) {
        var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        return Arrays.stream(BETWEEN_WORDS.split(plain.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .map(Words::cropped);
    }

    private static String cropped(String word) {
        return word.codePointCount(0, word.length()) <= WORD_CHARS_MAX
                ? word
                : word.substring(0, word.offsetByCodePoints(0, WORD_CHARS_MAX));
    }
}
