package polystore.command.walk;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The metrics of one answer of `/q/metrics`.
///
/// @param types by the name of the metric
/// @param labels by the name of the metric, without those that mark a bucket
record Exposed(Map<String, String> types, Map<String, Set<String>> labels) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+?)(?:_bucket|_count|_sum)?(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(?:^|,)([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Set<String> OF_BUCKETS = Set.of("le");

    static Exposed of(String text) {
        var exposed = new Exposed(new TreeMap<>(), new TreeMap<>());
        for (var line : text.lines().toList()) {
            var type = TYPE.matcher(line);
            var sample = SAMPLE.matcher(line);
            if (type.matches()) {
                exposed.types.put(named(type.group(1), type.group(2)), type.group(2));
            } else if (sample.matches()) {
                exposed.sample(sample.group(1), sample.group(2) == null ? "" : sample.group(2));
            }
        }
        return exposed;
    }

    /// The type of a counter is given for the name without its suffix in OpenMetrics, and with it in the older format.
    private static String named(String name, String type) {
        return type.equals("counter") && !name.endsWith("_total") ? name + "_total" : name;
    }

    private void sample(String name, String text) {
        var its = labels.computeIfAbsent(name, _ -> new HashSet<>());
        LABEL.matcher(text).results().map(found -> found.group(1)).forEach(its::add);
        its.removeAll(OF_BUCKETS);
    }
}
