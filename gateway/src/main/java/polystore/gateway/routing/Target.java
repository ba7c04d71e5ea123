package polystore.gateway.routing;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request asks for, in one spelling only, so that gateway and services cannot read the same path differently.
///
/// Harmless spellings are normalised (RFC 3986 section 6.2.2: `%6f` is `o`, `%c3` is `%C3`); whatever servers are
/// known to disagree about is refused: dot segments, doubled or encoded slashes, backslashes, path parameters.
/// Refused instead of resolved, because no honest client sends them. Case is significant: `/V1/orders` is another
/// path, and not found.
public sealed interface Target {

    /// @param path canonical, begins with a slash
    /// @param query as sent, without the question mark
    record Clean(String path, @Nullable String query) implements Target {
        /// What to ask a service for.
        public String uri() {
            return query == null ? path : path + "?" + query;
        }
    }

    /// @param detail what to send instead
    record Refused(String detail) implements Target {}

    /// RFC 3986 `pchar` without `;` and letters and digits, and the slash.
    String PATH_PUNCTUATION = "/-._~!$&'()*+,=:@";

    static Target of(@Nullable String rawPath, @Nullable String rawQuery) {
        if (rawPath == null || !rawPath.startsWith("/")) {
            return new Refused("Ask for an absolute path such as /v1/products.");
        }
        if (rawQuery != null && !isQuery(rawQuery)) {
            return new Refused("Percent-encode the query: it has a character or a % sequence that a URL cannot carry.");
        }
        var path = canonical(rawPath);
        return path != null
                ? withoutTraps(path, rawQuery)
                : new Refused("Percent-encode the path, without encoded slashes, semicolons or control characters.");
    }

    private static Target withoutTraps(String path, @Nullable String query) {
        if (path.contains("//")) {
            return new Refused("Write single slashes in the path.");
        }
        var dots = Arrays.stream(path.split("/", -1)).anyMatch(s -> s.equals(".") || s.equals(".."));
        return dots ? new Refused("Write the path without . and .. segments.") : new Clean(path, query);
    }

    private static @Nullable String canonical(String raw) {
        var path = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c == '%') {
                var octet = octetAt(raw, i);
                if (octet < 0x20 || octet == 0x7F || octet == '/' || octet == '\\' || octet == ';') {
                    return null;
                }
                path.append(isUnreserved((char) octet) ? String.valueOf((char) octet) : upper(raw, i));
                i += 2;
            } else if (isAlphanumeric(c) || PATH_PUNCTUATION.indexOf(c) >= 0) {
                path.append(c);
            } else {
                return null;
            }
        }
        return path.toString();
    }

    private static boolean isQuery(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '#' || (c == '%' && octetAt(raw, i) < 0)) {
                return false;
            }
        }
        return true;
    }

    /// The octet that `%XX` stands for, -1 where there is none.
    private static int octetAt(String raw, int percent) {
        if (percent + 2 >= raw.length()) {
            return -1;
        }
        var high = Character.digit(raw.charAt(percent + 1), 16);
        var low = Character.digit(raw.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static String upper(String raw, int percent) {
        return raw.substring(percent, percent + 3).toUpperCase(Locale.ROOT);
    }

    private static boolean isUnreserved(char c) {
        return isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
