package polystore.transformers.extract;

import java.util.ArrayList;
import java.util.List;
import polystore.transformers.catalog.Names;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// The statement of a stream for some roots. COPY takes no parameters, so the keys stand in it as quoted arrays.
public final class AnyQuery {

    private AnyQuery() {}

    /// Rows of the root are there for every key, NULL where there is no such root; rows of other tables for those only
    /// that exist.
    public static String of(Plan plan, Stream stream, List<RootKey> keys) {
        var columns = new ArrayList<>(stream.prefix());
        columns.addAll(stream.values());
        return "select " + String.join(", ", columns) + "\n  from " + keys(plan, keys)
                + (stream.isRoot() ? "\n  left join " : "\n  join ") + plan.rootSource() + " " + Plan.ROOT
                + " on "
                + matched(plan) + stream.joins() + "\n order by " + String.join(", ", stream.orderBy());
    }

    /// The positions, from 1, of those keys that have no root.
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
            arrays.add(Names.literal(literal) + "::" + plan.key().get(i).type() + "[]");
            names.add(Plan.KEYS + i);
        }
        return "unnest(" + String.join(", ", arrays) + ") with ordinality as " + Plan.KEYS + "("
                + String.join(", ", names) + ", ord)";
    }

    private static String matched(Plan plan) {
        var conditions = new ArrayList<String>();
        for (var i = 0; i < plan.key().size(); i++) {
            conditions.add(plan.key().get(i).sql() + " = " + Plan.KEYS + "." + Plan.KEYS + i);
        }
        return String.join(" and ", conditions);
    }

    /// An array literal, every element in double quotes.
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
