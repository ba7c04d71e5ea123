package polystore.command.demo.northwind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Splits a PostgreSQL script into its statements, as `psql` does: a semicolon inside quotes, dollar quotes or
/// comments does not end a statement. Source: PostgreSQL 18 manual, 4.1 Lexical Structure.
final class SqlScript {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([A-Za-z_\\x80-\\uffff][\\w\\x80-\\uffff]*)?\\$");

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int at;
    private int start = -1;
    private int counted;
    private int line = 1;

    private SqlScript(String text) {
        this.text = text;
    }

    /// @param line of its first character, counted from 1
    /// @param sql without the semicolon; comments inside it stay
    record Statement(int line, String sql) {}

    /// The statements in order, without those that consist of comments and white space only.
    ///
    /// @throws IllegalArgumentException for a quote or comment that does not end
    static List<Statement> statements(String text) {
        var script = new SqlScript(text);
        while (script.at < text.length()) {
            script.next();
        }
        script.end();
        return script.statements;
    }

    private void next() {
        char c = text.charAt(at);
        if (text.startsWith("--", at)) {
            var lineEnd = text.indexOf('\n', at);
            at = lineEnd < 0 ? text.length() : lineEnd;
        } else if (text.startsWith("/*", at)) {
            at = afterComment();
        } else if (c == ';') {
            end();
            at++;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else {
            start = start < 0 ? at : start;
            at = afterToken(c);
        }
    }

    private int afterToken(char c) {
        return switch (c) {
            case '\'' -> afterQuote(c, escaped());
            case '"' -> afterQuote(c, false);
            case '$' -> afterDollar();
            default -> at + 1;
        };
    }

    /// A doubled quote is a quote; in `E'…'` so is one after a backslash.
    private int afterQuote(char quote, boolean backslashes) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && backslashes) {
                i++;
            } else if (c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        throw unfinished("quote");
    }

    private boolean escaped() {
        return at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e') && !inWord(at - 2);
    }

    private int afterDollar() {
        var opening = DOLLAR_QUOTE.matcher(text).region(at, text.length());
        if (inWord(at - 1) || !opening.lookingAt()) {
            return at + 1;
        }
        var closing = text.indexOf(opening.group(), opening.end());
        if (closing < 0) {
            throw unfinished("dollar quote");
        }
        return closing + opening.group().length();
    }

    /// Comments nest.
    private int afterComment() {
        int depth = 0;
        for (int i = at; i < text.length() - 1; i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        throw unfinished("comment");
    }

    private boolean inWord(int index) {
        return index >= 0 && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
    }

    private void end() {
        if (start >= 0) {
            statements.add(new Statement(line(start), text.substring(start, at).strip()));
            start = -1;
        }
    }

    /// Continues to count at the previous index; indexes are asked in ascending order.
    private int line(int index) {
        for (; counted < index; counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    private IllegalArgumentException unfinished(String what) {
        return new IllegalArgumentException("The " + what + " that begins in line " + line(at) + " does not end");
    }
}
