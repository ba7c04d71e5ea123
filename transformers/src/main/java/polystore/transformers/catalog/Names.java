package polystore.transformers.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    public static String quoted(Collection<String> names) {
        return String.join(", ", names.stream().map(Names::quoted).toList());
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// The parts between separators; a separator in double quotes is part of a name. Quotes are kept.
    public static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var quoted = false;
        for (var c : text.strip().toCharArray()) {
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return List.copyOf(parts);
    }

    /// A name without the double quotes around it, within which two are one.
    public static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text;
    }

    /// A name of each column for a document: in camelCase, with a number where two would be equal, and one that a
    /// query can name.
    public static List<String> ofFields(Collection<String> columns) {
        var taken = new HashSet<String>();
        return columns.stream().map(it -> ofField(it, taken)).toList();
    }

    /// @param taken is given the name
    public static String ofField(String name, Set<String> taken) {
        var camelCase = camelCase(name);
        var queryable = camelCase.startsWith("$") || camelCase.contains(".") ? "field" : camelCase;
        var candidate = queryable;
        for (var i = 2; !taken.add(candidate); i++) {
            candidate = queryable + i;
        }
        return candidate;
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
