package polystore.transformers.extract;

import java.util.ArrayList;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Stream;

/// The statement of a stream for a range of roots, in the order of their keys: a row as [StreamQuery] has it, then the
/// columns of its root's key, and for a root the key as text.
final class MergeQuery {

    private MergeQuery() {}

    static String of(Plan plan, Stream stream, KeyRange range) {
        var columns = new ArrayList<>(stream.prefix());
        columns.addAll(stream.values());
        columns.add(RootKeys.columns(plan));
        var order = new ArrayList<String>();
        order.add(RootKeys.columns(plan));
        if (stream.isRoot()) {
            columns.add(RootKeys.texts(plan));
        } else {
            order.addAll(stream.orderBy());
        }
        return "select " + String.join(", ", columns) + "\n  from " + plan.rootSource() + " " + Plan.ROOT + keys(plan)
                + joins(plan, stream, range) + "\n" + RootKeys.condition(plan, range) + "\n order by "
                + String.join(", ", order);
    }

    /// The range is repeated for every row with the root's key, because PostgreSQL concludes from equal columns only
    /// that
    /// other columns are equal, and would read all rows of that table for each range.
    private static String joins(Plan plan, Stream stream, KeyRange range) {
        var joins = new StringBuilder();
        for (var join : stream.joins()) {
            joins.append("\n  ").append(join.sql());
            if (!join.rootKey().isEmpty()) {
                joins.append(RootKeys.within(plan, String.join(", ", join.rootKey()), range));
            }
        }
        return joins.toString();
    }

    /// The streams name the keys that are asked for, which here are those of the rows themselves.
    private static String keys(Plan plan) {
        var names = new ArrayList<String>();
        for (var i = 0; i < plan.key().size(); i++) {
            names.add(Plan.KEYS + i);
        }
        return " cross join lateral (select 0::bigint, " + RootKeys.columns(plan) + ") " + Plan.KEYS + "(ord, "
                + String.join(", ", names) + ")";
    }
}
