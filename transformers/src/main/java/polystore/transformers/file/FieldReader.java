package polystore.transformers.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.TableName;
import polystore.transformers.shape.As;
import polystore.transformers.shape.Fault;
import polystore.transformers.shape.Field;
import polystore.transformers.shape.Limit;
import polystore.transformers.shape.Nulls;
import polystore.transformers.shape.Rule;

/// Reads the rules of fields from YAML.
final class FieldReader {

    private static final String KINDS =
            "write a column's name, or one of column, concat, money, sql, one, many, switch, fields";

    private final String schema;
    private final List<Fault> faults;

    /// @param schema for table names without a schema
    FieldReader(String schema, List<Fault> faults) {
        this.schema = schema;
        this.faults = faults;
    }

    List<Field> fields(YamlNode node) {
        var fields = new ArrayList<Field>();
        node.all().forEach((name, value) -> {
            var at = node.place() + "." + name;
            var rule = value instanceof Map<?, ?> map ? rule(YamlNode.of(at, map, faults)) : column(at, value);
            if (rule != null) {
                fields.add(new Field(name, rule));
            }
        });
        return fields;
    }

    private @Nullable Rule column(String place, @Nullable Object value) {
        if (value == null || value.equals("") || value instanceof List) {
            faults.add(new Fault(place, value instanceof List ? "is a list" : "says nothing", KINDS));
            return null;
        }
        return new Rule.Value(Columns.columnOf(String.valueOf(value)), As.TYPE, Nulls.OMIT);
    }

    private @Nullable Rule rule(YamlNode node) {
        if (node.has("column")) {
            node.allowOnly(MappingKeys.of("column"));
            return new Rule.Value(Columns.columnOf(node.text("column", "")), as(node), nulls(node));
        }
        if (node.has("sql")) {
            node.allowOnly(MappingKeys.of("sql"));
            return new Rule.Value(expression(node), as(node), nulls(node));
        }
        if (node.has("concat")) {
            node.allowOnly(MappingKeys.of("concat"));
            return new Rule.Concat(
                    node.list("concat").stream().map(Columns::part).toList(), nulls(node));
        }
        if (node.has("money")) {
            node.allowOnly(MappingKeys.of("money"));
            return money(node);
        }
        if (node.has("one")) {
            node.allowOnly(MappingKeys.of("one"));
            return new Rule.One(link(node), fields(node.node("fields")), nulls(node));
        }
        if (node.has("many")) {
            return many(node);
        }
        if (node.has("switch")) {
            return cases(node);
        }
        if (node.has("fields")) {
            node.allowOnly(MappingKeys.of("fields"));
            return new Rule.Group(fields(node.node("fields")), node.texts("requires"), nulls(node));
        }
        node.fault("", "does not say how it is filled", KINDS);
        return null;
    }

    private static Rule.Expression expression(YamlNode node) {
        if (!node.has("type")) {
            node.fault("type", "is missing", "name the type of the computed value: type: numeric");
        }
        return new Rule.Expression(node.text("sql", ""), node.text("type", "text"));
    }

    private @Nullable Rule money(YamlNode node) {
        var parts = node.list("money");
        if (parts.size() != 2) {
            node.fault("money", "has " + parts.size() + " parts", "write money: [amount, currency]");
            return null;
        }
        return new Rule.Money(source(node, parts.getFirst()), source(node, parts.getLast()), nulls(node));
    }

    private Rule.Source source(YamlNode node, Object part) {
        return part instanceof Map<?, ?> map
                ? expression(YamlNode.of(node.place(), map, faults))
                : Columns.columnOf(String.valueOf(part));
    }

    /// Columns of this row, or `table.column` of a row that refers to it.
    private Rule.Link link(YamlNode node) {
        var columns = node.texts("one");
        var only = columns.size() == 1 ? Names.split(columns.getFirst(), '.') : List.<String>of();
        if (only.size() > 1) {
            return incoming(node, "one", only);
        }
        var to = node.has("to") ? incoming(node, "to", Names.split(node.text("to", ""), '.')) : null;
        return new Rule.Link.Outgoing(unquoted(columns), to == null ? null : new Rule.Target(to.table(), to.columns()));
    }

    static List<String> unquoted(List<String> names) {
        return names.stream().map(Names::unquoted).toList();
    }

    private Rule.Link.Incoming incoming(YamlNode node, String key, List<String> parts) {
        var names = unquoted(parts);
        if (names.size() < 2 || names.size() > 3 || names.contains("")) {
            node.fault(
                    key,
                    "'" + node.text(key, "") + "' does not say which rows",
                    "write " + key + ": table.column or schema.table.column; several columns as table.a+b, and a name"
                            + " with a dot or plus in double quotes");
        }
        var table = names.size() == 3
                ? new TableName(names.getFirst(), names.get(1))
                : new TableName(schema, names.getFirst());
        return new Rule.Link.Incoming(table, unquoted(Names.split(parts.getLast(), '+')));
    }

    private Rule many(YamlNode node) {
        node.allowOnly(MappingKeys.of("many"));
        if (node.has("scalar") && node.has("fields")) {
            node.fault("scalar", "is given beside fields", "write one of them: an element is a value or a document");
        }
        return new Rule.Many(
                incoming(node, "many", Names.split(node.text("many", ""), '.')),
                unquoted(node.texts("key")),
                unquoted(node.texts("through")),
                node.text("where"),
                fields(node.node("fields")),
                node.has("scalar") ? Columns.columnOf(node.text("scalar", "")) : null,
                node.has("by") ? Columns.columnOf(node.text("by", "")) : null,
                limit(node),
                "omit".equals(node.oneOf("empty", Set.of("keep", "omit"), "keep")));
    }

    private Rule cases(YamlNode node) {
        node.allowOnly(MappingKeys.of("switch"));
        var cases = new ArrayList<Rule.Case>();
        var named = node.node("cases");
        named.all().keySet().forEach(value -> cases.add(new Rule.Case(value, fields(named.node(value)))));
        if (cases.isEmpty()) {
            node.fault("cases", "is missing", "write the fields of each value: cases: { card: { brand: card_brand } }");
        }
        return new Rule.Cases(Columns.columnOf(node.text("switch", "")), cases, nulls(node));
    }

    private static Limit limit(YamlNode node) {
        if (!node.has("limit")) {
            return Limit.DEFAULT;
        }
        var limit = node.node("limit");
        limit.allowOnly(MappingKeys.of(MappingKeys.LIMIT));
        var then = limit.oneOf("then", Set.of("fail", "trim", "reference", "bucket"), "fail");
        return new Limit(
                limit.number("max", Limit.DEFAULT.max()),
                Limit.Then.valueOf(then.toUpperCase(Locale.ROOT)),
                limit.text("total"));
    }

    private static As as(YamlNode node) {
        var known = Set.of("type", "text", "date", "date_truncated", "double");
        return As.valueOf(node.oneOf("as", known, "type").toUpperCase(Locale.ROOT));
    }

    private static Nulls nulls(YamlNode node) {
        if (node.has("default")) {
            return new Nulls.Default(node.text("default", ""));
        }
        return node.oneOf("nulls", Set.of("omit", "keep"), "omit").equals("keep") ? new Nulls.Keep() : Nulls.OMIT;
    }
}
