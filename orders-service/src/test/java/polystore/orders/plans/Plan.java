package polystore.orders.plans;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A plan as PostgreSQL executed it: `explain (analyze, buffers, format json)`.
record Plan(JsonNode root) {

    private static final Set<String> OF_TABLES = Set.of(
            "Seq Scan",
            "Index Scan",
            "Index Only Scan",
            "Bitmap Heap Scan",
            "Sample Scan",
            "Tid Scan",
            "Tid Range Scan");

    /// Tables that are read completely.
    Set<String> readWhole() {
        var tables = new LinkedHashSet<String>();
        nodes(root)
                .filter(node -> type(node).endsWith("Seq Scan")
                        && node.get("Actual Loops").asDouble() > 0)
                .forEach(node -> tables.add(node.get("Relation Name").asText()));
        return tables;
    }

    /// Rows examined in these tables, including those that a filter removed.
    double examined(Set<String> tables) {
        return nodes(root)
                .filter(node -> OF_TABLES.contains(type(node)))
                .filter(node -> tables.contains(node.get("Relation Name").asText()))
                .mapToDouble(node -> loops(node)
                        * (number(node, "Actual Rows")
                                + number(node, "Rows Removed by Filter")
                                + number(node, "Rows Removed by Index Recheck")
                                + number(node, "Rows Removed by Join Filter")))
                .sum();
    }

    /// Rows that the statement needed: those it returned, wrote or aggregated.
    double returned() {
        var inner = nodes(root)
                .filter(node -> type(node).equals("ModifyTable") || type(node).equals("Aggregate"))
                .flatMap(Plan::children)
                .filter(child ->
                        !"InitPlan".equals(child.path("Parent Relationship").asText()))
                .mapToDouble(child -> loops(child) * number(child, "Actual Rows"))
                .sum();
        return Math.max(1, inner + loops(root) * number(root, "Actual Rows"));
    }

    /// Pages of 8 KiB touched, in memory or not.
    double pages() {
        return number(root, "Shared Hit Blocks") + number(root, "Shared Read Blocks");
    }

    /// The plan for a reviewer: nodes, tables, indexes and conditions, without costs and counts. The days in names of
    /// partitions are replaced, so that the plan is the same every day.
    String shape() {
        var lines = new ArrayList<String>();
        describe(root, 0, lines);
        var folded = new ArrayList<String>();
        for (var line : lines) {
            if (folded.isEmpty() || !folded.getLast().equals(line)) {
                folded.add(line);
            }
        }
        return String.join("\n", folded);
    }

    private static void describe(JsonNode node, int depth, List<String> lines) {
        var line = new StringBuilder("  ".repeat(depth));
        if (node.has("Subplan Name")) {
            line.append(node.get("Subplan Name").asText()).append(": ");
        }
        line.append(type(node).equals("ModifyTable") ? node.get("Operation").asText() : type(node));
        append(line, node, "Join Type", " ", "");
        append(line, node, "Index Name", " using ", "");
        append(line, node, "Relation Name", " on ", "");
        append(line, node, "CTE Name", " on ", "");
        append(line, node, "Index Cond", " [", "]");
        append(line, node, "Recheck Cond", " recheck [", "]");
        append(line, node, "Filter", " filter [", "]");
        lines.add(line.toString()
                .replaceAll("outbox_\\d{8}(_\\d)?", "outbox_<day>")
                .replaceAll("outbox_\\d+", "outbox_<day>"));
        children(node).forEach(child -> describe(child, depth + 1, lines));
    }

    private static void append(StringBuilder line, JsonNode node, String field, String before, String after) {
        if (node.has(field)) {
            line.append(before).append(node.get(field).asText()).append(after);
        }
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), children(node).flatMap(Plan::nodes));
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return node.path("Plans").valueStream();
    }

    private static String type(JsonNode node) {
        return node.get("Node Type").asText();
    }

    private static double loops(JsonNode node) {
        return number(node, "Actual Loops");
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).asDouble(0);
    }
}
