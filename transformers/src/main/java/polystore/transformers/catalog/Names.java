package polystore.transformers.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Identifiers of SQL.
public final class Names {

    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N}]+");

    private Names() {}

    /// A quoted identifier; always quoted, so that upper case, blanks and reserved words need no special case.
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// The parts between dots; a dot in double quotes is part of a name.
    public static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var quoted = false;
        for (var c : text.strip().toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return List.copyOf(parts);
    }

    /// `ship_city` and `ShipCity` become `shipCity`.
    public static String camelCase(String name) {
        var text = new StringBuilder();
        WORDS.matcher(name).results().map(MatchResult::group).forEach(word -> {
            var lower = word.equals(word.toUpperCase(Locale.ROOT)) ? word.toLowerCase(Locale.ROOT) : word;
            var first = lower.substring(0, 1);
            text.append(text.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT))
                    .append(lower.substring(1));
        });
        return text.isEmpty() ? name : text.toString();
    }
}
