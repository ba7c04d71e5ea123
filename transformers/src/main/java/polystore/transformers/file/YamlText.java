package polystore.transformers.file;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        line("# " + comment.replace('\n', ' '));
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
        return plain ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String table(TableName table) {
        return part(table.schema()) + "." + part(table.name());
    }

    static String columns(List<String> columns) {
        return columns.size() == 1 ? part(columns.getFirst()) : String.join("+", columns);
    }

    /// The name, with a number appended when it is taken.
    static String free(String name, Set<String> taken) {
        var candidate = name;
        for (var i = 2; !taken.add(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }

    private static String part(String name) {
        return name.contains(".") ? '"' + name + '"' : name;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
