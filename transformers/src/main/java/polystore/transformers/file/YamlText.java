package polystore.transformers.file;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.TableName;

/// Writes YAML with comments, which no YAML library supports.
final class YamlText {

    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private final StringBuilder text = new StringBuilder();
    private int depth;

    void entry(String key, String value) {
        line(scalar(key) + ": " + scalar(value));
    }

    void entry(String key, String value, String comment) {
        line(scalar(key) + ": " + scalar(value) + "  # " + comment);
    }

    void inline(String key, String value) {
        line(scalar(key) + ": { " + value + " }");
    }

    void list(String key, List<String> values) {
        var all = String.join(", ", values.stream().map(YamlText::scalar).toList());
        line(scalar(key) + ": " + (values.size() == 1 ? all : "[" + all + "]"));
    }

    void comment(String comment) {
        line("# " + comment.replaceAll("\\p{Cntrl}|[\u2028\u2029\uFEFF]", " "));
    }

    void open(String key) {
        line(scalar(key) + ":");
        depth++;
    }

    void close() {
        depth--;
    }

    private void line(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    /// Quoted where YAML would not read it as a text.
    static String scalar(String value) {
        var plain = value.matches("[\\p{L}_][\\p{L}\\p{N}_.+/:?=&@-]*(?<!:)")
                && !WORDS.contains(value.toLowerCase(Locale.ROOT));
        return plain ? value : '"' + escaped(value) + '"';
    }

    private static String escaped(String value) {
        var text = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (Character.getType(c) == Character.CONTROL || c == '\u2028' || c == '\u2029' || c == '\uFEFF') {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    static String table(TableName table) {
        return part(table.schema()) + "." + part(table.name());
    }

    static String columns(List<String> columns) {
        return String.join("+", columns.stream().map(YamlText::part).toList());
    }

    /// A name between dots and plus signs.
    static String part(String name) {
        return name.matches("[^.+^\"\\s][^.+\"\\s]*( [^.+\"\\s]+)*") ? name : Names.quoted(name);
    }

    /// The name of a column that stands alone.
    static String column(String name) {
        return name.startsWith("^") || name.startsWith("\"") ? Names.quoted(name) : name;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
