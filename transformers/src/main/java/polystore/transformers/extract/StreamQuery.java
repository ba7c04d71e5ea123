package polystore.transformers.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import polystore.transformers.catalog.Names;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// The statement of a stream for some roots. COPY has no parameters, so the keys are quoted array literals.
public final class StreamQuery {

    private StreamQuery() {}

    /// The root's stream has a row for every key, with NULL for a missing root; other streams have rows of
    /// existing roots only.
    public static String of(Plan plan, Stream stream, List<RootKey> keys) {
        var columns = new ArrayList<>(stream.prefix());
        columns.addAll(stream.values());
        return "select " + String.join(", ", columns) + "\n  from " + keys(plan, keys)
                + (stream.isRoot() ? "\n  left join " : "\n  join ") + plan.rootSource() + " " + Plan.ROOT
                + " on "
                + matched(plan) + joins(stream) + "\n order by " + String.join(", ", stream.orderBy());
    }

    private static String joins(Stream stream) {
        return stream.joins().stream().map(it -> "\n  " + it.sql()).collect(Collectors.joining());
    }

    /// The positions, from 1, of the keys without a root.
    static String absent(Plan plan, List<RootKey> keys) {
        return "select " + Plan.KEYS + ".ord from " + keys(plan, keys) + " left join " + plan.rootSource() + " "
                + Plan.ROOT + " on " + matched(plan) + " where "
                + plan.key().getFirst().sql() + " is null";
    }

    private static String keys(Plan plan, List<RootKey> keys) {
        var arrays = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (var i = 0; i < plan.key().size(); i++) {
            var part = i;
            var literal = array(keys.stream().map(it -> it.parts().get(part)).toList());
            arrays.add(Names.literal(literal));
            names.add(Plan.KEYS + i);
        }
        var types = plan.key().stream().map(Plan.KeyColumn::type).toList();
        return Unnested.rows(arrays, types, Plan.KEYS, names, true);
    }

    /// A key that differs in case only is another document's, though the database may call it equal: after a
    /// change from `a` to `A` there is no root `a`.
    private static String matched(Plan plan) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < plan.key().size(); i++) {
            var column = plan.key().get(i);
            var asked = Plan.KEYS + "." + Plan.KEYS + i;
            conditions.add(column.sql() + " = " + asked);
            if (column.byText()) {
                conditions.add(column.sql() + "::text collate \"C\" = " + asked + "::text collate \"C\"");
            }
        }
        return String.join(" and ", conditions);
    }

    /// An array literal with every element in double quotes.
    private static String array(List<String> elements) {
        var text = new StringBuilder("{");
        for (var element : elements) {
            text.append(text.length() == 1 ? "" : ",")
                    .append('"')
                    .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }
}
