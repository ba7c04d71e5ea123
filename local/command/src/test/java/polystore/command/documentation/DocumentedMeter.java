package polystore.command.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A meter of ours, as the class that registers it describes it: in a row of the table in its documentation comment.
///
/// @param name as Prometheus shows it
/// @param type of Prometheus
/// @param labels their names
/// @param meaning empty for a meter that is registered and not described
public record DocumentedMeter(String name, String type, List<String> labels, String meaning) {
    /// `| meter | labels | meaning |`
    private static final Pattern ROW = Pattern.compile("\\| `(polystore\\.[a-z.]+)` \\|([^|]*)\\|([^|]+)\\|");

    /// A call that registers a meter, by its name or by a constant of the same file.
    private static final Pattern REGISTERED = Pattern.compile(
            "\\b(counter|gauge|timer|(?:Time)?Gauge\\s*\\.builder)\\(\\s*(?:\"([^\"]+)\"|([A-Z_]+)\\b)");

    private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`");

    /// The meters that the main sources of a folder register or describe, by their names.
    public static Map<String, DocumentedMeter> in(Path folder) {
        var meters = new TreeMap<String, DocumentedMeter>();
        MainSource.in(folder).forEach(source -> of(source.text()).forEach(meter -> meters.put(meter.name(), meter)));
        return meters;
    }

    /// The meters of one source. One that is described and not registered has the type `none`.
    static List<DocumentedMeter> of(String source) {
        var calls = new TreeMap<String, String>();
        REGISTERED.matcher(source).results().forEach(call -> {
            var name = call.group(2) != null
                    ? call.group(2)
                    : new MainSource(source).constant(call.group(3)).orElse(null);
            if (name != null) {
                calls.put(name, call.group(1).replaceAll("\\s", ""));
            }
        });
        var meters = new ArrayList<DocumentedMeter>();
        ROW.matcher(comments(source)).results().forEach(row -> {
            var labels =
                    LABEL.matcher(row.group(2)).results().map(it -> it.group(1)).toList();
            meters.add(of(
                    row.group(1),
                    calls.remove(row.group(1)),
                    labels,
                    row.group(3).strip()));
        });
        calls.forEach((name, call) -> meters.add(of(name, call, List.of(), "")));
        return meters;
    }

    private static DocumentedMeter of(String meter, @Nullable String call, List<String> labels, String meaning) {
        var name = meter.replace('.', '_');
        return switch (call) {
            case null -> new DocumentedMeter(name, "none", labels, meaning);
            case "counter" -> new DocumentedMeter(name + "_total", "counter", labels, meaning);
            case "timer" -> new DocumentedMeter(name + "_seconds", "histogram", labels, meaning);
            case "TimeGauge.builder" -> new DocumentedMeter(name + "_seconds", "gauge", labels, meaning);
            default -> new DocumentedMeter(name, "gauge", labels, meaning);
        };
    }

    /// As it is where no filter gives buckets to timers.
    DocumentedMeter withoutBuckets() {
        return type.equals("histogram") ? new DocumentedMeter(name, "summary", labels, meaning) : this;
    }

    String row() {
        var joined = String.join(", ", labels.stream().map(it -> "`" + it + "`").toList());
        return "| `%s` | %s | %s | %s |".formatted(name, type, joined, meaning);
    }

    /// The documentation comments, each row on one line: the formatter wraps long ones.
    private static String comments(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("///"))
                .map(line -> line.substring(3))
                .reduce("", (text, line) -> text + (line.startsWith(" |") && !line.equals(" |") ? "\n" : "") + line);
    }
}
