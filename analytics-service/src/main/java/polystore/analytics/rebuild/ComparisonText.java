package polystore.analytics.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.analytics.rebuild.PostgresComparison.Differences;
import polystore.analytics.rebuild.PostgresComparison.Row;

/// Prints the differences between the live measures and others.
final class ComparisonText {

    private static final ObjectMapper JSON = new ObjectMapper();
    /// A sketch has up to 8,000 hexadecimal digits.
    private static final int VALUE_CHARS_MAX = 60;

    private ComparisonText() {}

    static void print(List<Differences> differences, Differences lacking, PrintStream out) {
        if (differences.isEmpty()) {
            out.println("Compared: every row is equal");
        }
        for (var table : differences) {
            out.printf("Compared: %,d rows of %s differ%n", table.count(), table.table());
            table.examples().forEach(row -> out.println("  " + line(row)));
        }
        if (lacking.count() > 0) {
            out.printf(
                    "%,d orders are neither in the documents nor in the topic as far as known elsewhere%n",
                    lacking.count());
            lacking.examples().forEach(row -> out.println("  " + row.live()));
        }
    }

    static String line(Row row) {
        var live = read(row.live());
        var other = read(row.other());
        if (live == null || other == null) {
            return other == null ? "only live: " + brief(live) : "only rebuilt: " + brief(other);
        }
        var same = new ArrayList<String>();
        var changed = new ArrayList<String>();
        live.fieldNames().forEachRemaining(name -> {
            var before = live.path(name);
            var after = other.path(name);
            if (before.equals(after)) {
                same.add(name + " " + brief(before));
            } else {
                changed.add(name + " " + brief(before) + " live, " + brief(after) + " rebuilt");
            }
        });
        return String.join("; ", changed) + " (" + String.join(", ", same) + ")";
    }

    private static String brief(@Nullable JsonNode value) {
        var text = value == null || value instanceof NullNode
                ? "null"
                : value.isTextual() ? value.asText() : value.toString();
        return value != null && value.isTextual() && text.length() > VALUE_CHARS_MAX
                ? text.substring(0, VALUE_CHARS_MAX) + "…"
                : text;
    }

    private static @Nullable JsonNode read(@Nullable String json) {
        try {
            return json == null ? null : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL returned no JSON", e);
        }
    }
}
