package polystore.transformers.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A tree of tables made up from a seed, each with its rows: as DDL, as a mapping, and as the statement by which
/// PostgreSQL makes the same documents itself. A table refers to the one above it by its whole key, so keys grow with
/// the depth.
final class GeneratedTree {

    static final int ROOTS = 120;
    private static final int DEPTH_MAX = 3;
    private static final int CHILDREN_MAX = 3;
    private static final List<String> TYPES = List.of("int", "text", "boolean", "smallint");

    private final Random random;
    private final StringBuilder ddl = new StringBuilder();
    private final Node root;
    private int tables;

    GeneratedTree(long seed) {
        random = new Random(seed);
        ddl.append("select setseed(").append(random.nextDouble()).append(");\n");
        ddl.append("create table lookup (id int primary key, name text);\n");
        ddl.append("insert into lookup select i, 'name ' || i from generate_series(1, 9) i;\n");
        root = node(null, 0);
    }

    /// @param key all columns of the primary key
    /// @param columns names of the other columns
    private record Node(String table, List<String> key, List<String> columns, boolean refers, List<Node> children) {}

    private Node node(@Nullable Node above, int depth) {
        var key = new ArrayList<String>(above == null ? List.of() : above.key());
        key.add("k" + depth);
        var columns = new ArrayList<String>();
        for (var i = random.nextInt(4); i >= 0; i--) {
            columns.add("c" + i + "_" + TYPES.get(random.nextInt(TYPES.size())));
        }
        var node = new Node("t" + tables++, key, columns, random.nextBoolean(), new ArrayList<>());
        create(node, above);
        if (depth < DEPTH_MAX) {
            for (var i = random.nextInt(CHILDREN_MAX + 1); i > 0; i--) {
                node.children().add(node(node, depth + 1));
            }
        }
        return node;
    }

    private void create(Node node, @Nullable Node above) {
        var last = node.key().getLast();
        var type = random.nextBoolean() ? "bigint" : "text collate \"C\"";
        ddl.append("create table ").append(node.table()).append(" as select ");
        ddl.append(above == null ? "" : "a." + String.join(", a.", above.key()) + ", ");
        ddl.append("(i * 7 % 1000)::").append(type).append(" as ").append(last);
        for (var column : node.columns()) {
            ddl.append(", ").append(value(column)).append(" as ").append(column);
        }
        ddl.append(node.refers() ? ", nullif((random() * 9)::int, 0) as lookup_id" : "")
                .append(" from ");
        ddl.append(
                above == null ? "generate_series(1, " + ROOTS + ") i" : above.table() + " a, generate_series(1, 4) i");
        ddl.append(above == null ? "" : " where random() < 0.5").append(";\n");
        var keys = String.join(", ", node.key());
        ddl.append("alter table ")
                .append(node.table())
                .append(" add primary key (")
                .append(keys)
                .append(")");
        if (above != null) {
            ddl.append(", add foreign key (").append(String.join(", ", above.key()));
            ddl.append(") references ").append(above.table());
        }
        ddl.append(node.refers() ? ", add foreign key (lookup_id) references lookup" : "")
                .append(";\n");
    }

    private static String value(String column) {
        var type = column.substring(column.indexOf('_') + 1);
        return switch (type) {
            case "text" -> "case when random() < 0.8 then 'ü\"' || (random() * 1000)::int end";
            case "boolean" -> "random() < 0.5";
            default -> "nullif((random() * 99)::" + type + ", 7)";
        };
    }

    String ddl() {
        return ddl.toString();
    }

    String mapping() {
        return "root: " + root.table() + "\nfields: " + fields(root);
    }

    private static String fields(Node node) {
        var fields = new ArrayList<String>();
        node.columns().forEach(it -> fields.add(it + ": { column: " + it + ", nulls: keep }"));
        if (node.refers()) {
            fields.add("lookup: { one: lookup_id, fields: { name: name }, nulls: keep }");
        }
        for (var child : node.children()) {
            fields.add(child.table() + ": { many: " + child.table() + "." + String.join("+", node.key()) + ", key: "
                    + child.key().getLast() + ", fields: " + fields(child) + " }");
        }
        return "{ " + String.join(", ", fields) + " }";
    }

    /// Key and document of every root.
    String oracle() {
        return "select " + root.table() + ".k0::text, " + object(root) + "::text from " + root.table();
    }

    private static String object(Node node) {
        var parts = new ArrayList<String>();
        node.columns().forEach(it -> parts.add("'" + it + "', " + node.table() + "." + it));
        if (node.refers()) {
            parts.add("'lookup', (select jsonb_build_object('name', l.name) from lookup l where l.id = " + node.table()
                    + ".lookup_id)");
        }
        for (var child : node.children()) {
            var on = new ArrayList<String>();
            node.key().forEach(it -> on.add(child.table() + "." + it + " = " + node.table() + "." + it));
            parts.add("'" + child.table() + "', coalesce((select jsonb_agg(" + object(child) + " order by "
                    + child.table() + "." + child.key().getLast() + ") from " + child.table() + " where "
                    + String.join(" and ", on) + "), '[]')");
        }
        return "jsonb_build_object(" + String.join(", ", parts) + ")";
    }
}
