package polystore.gateway.routing;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Path and query of a request, with one spelling for each path, so that gateway and services cannot read the same path
/// differently.
///
/// Equivalent spellings are normalised (RFC 3986 section 6.2.2: `%6f` becomes `o`, `%c3` becomes `%C3`). What servers
/// are known to disagree about is rejected, not resolved, because no honest client sends it: dot segments, doubled or
/// encoded slashes, backslashes, path parameters. Paths are case-sensitive: `/V1/orders` has no route.
public sealed interface RequestTarget {

    /// @param path normalised, begins with a slash
    /// @param query as sent, without the question mark
    record Normalized(String path, @Nullable String query) implements RequestTarget {
        /// The request target to send to a service.
        public String uri() {
            return query == null ? path : path + "?" + query;
        }
    }

    /// @param detail for the client: what to send instead
    record Rejected(String detail) implements RequestTarget {}

    /// The slash, and `pchar` of RFC 3986 without `;`, letters and digits.
    String PATH_PUNCTUATION = "/-._~!$&'()*+,=:@";

    static RequestTarget of(@Nullable String rawPath, @Nullable String rawQuery) {
        if (rawPath == null || !rawPath.startsWith("/")) {
            return new Rejected("Ask for an absolute path such as /v1/products.");
        }
        if (rawQuery != null && !isQuery(rawQuery)) {
            return new Rejected(
                    "Percent-encode the query: it has a character or a % sequence that a URL cannot carry.");
        }
        var path = normalized(rawPath);
        return path != null
                ? withoutAmbiguity(path, rawQuery)
                : new Rejected("Percent-encode the path, without encoded slashes, semicolons or control characters.");
    }

    private static RequestTarget withoutAmbiguity(String path, @Nullable String query) {
        if (path.contains("//")) {
            return new Rejected("Write single slashes in the path.");
        }
        var dots = Arrays.stream(path.split("/", -1)).anyMatch(s -> s.equals(".") || s.equals(".."));
        return dots ? new Rejected("Write the path without . and .. segments.") : new Normalized(path, query);
    }

    private static @Nullable String normalized(String raw) {
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

    /// The octet that `%XX` encodes, -1 if the two characters are not hexadecimal digits.
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
