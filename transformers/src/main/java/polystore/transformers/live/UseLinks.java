package polystore.transformers.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.TableName;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.TableUse;
import polystore.transformers.run.SchemaChangedException;

/// Takes the columns that lead to the root from the rows of one table, for each place where the mapping uses it.
final class UseLinks {

    private final List<Positions> all;

    private UseLinks(List<Positions> all) {
        this.all = all;
    }

    private record Positions(TableUse use, List<Integer> columns) {}

    /// @param tables whose rows it has: itself, and those that it inherits from
    /// @throws SchemaChangedException when a column is missing, or an old row would not have it
    static UseLinks of(Plan plan, Message.Relation relation, Set<TableName> tables) {
        return new UseLinks(plan.uses().stream()
                .filter(use -> tables.contains(use.table().name()))
                .map(use -> new Positions(
                        use,
                        use.columns().stream()
                                .map(column -> position(relation, column))
                                .toList()))
                .toList());
    }

    private static int position(Message.Relation relation, String column) {
        for (var i = 0; i < relation.columns().size(); i++) {
            var found = relation.columns().get(i);
            if (found.name().equals(column)) {
                if (!found.identifying()) {
                    throw new SchemaChangedException("deleted rows of " + relation.table() + " come without " + column
                            + ", which leads to the root, because the replica identity changed");
                }
                return i;
            }
        }
        throw new SchemaChangedException(
                "changes of " + relation.table() + " come without the column " + column + ", which leads to the root");
    }

    boolean isRoot() {
        return all.stream().anyMatch(it -> it.use().above() == null);
    }

    /// Adds what a row leads to; a NULL leads nowhere.
    ///
    /// @param row null for none
    void add(@Nullable List<Message.Value> row, Touched touched) {
        if (row == null) {
            return;
        }
        for (var positions : all) {
            var values = new ArrayList<String>();
            var unsent = false;
            for (var column : positions.columns()) {
                switch (row.get(column)) {
                    case Message.Text(var text) -> values.add(text);
                    case Message.Null _ -> {}
                    case Message.Unsent _ -> unsent = true;
                }
            }
            if (unsent) {
                touched.everything();
            } else if (values.size() == positions.columns().size()) {
                touched.add(positions.use(), values);
            }
        }
    }
}
