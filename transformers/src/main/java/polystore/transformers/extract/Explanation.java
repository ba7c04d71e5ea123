package polystore.transformers.extract;

import java.util.List;
import polystore.transformers.catalog.Names;
import polystore.transformers.plan.Plan;

/// A readable description of a plan: the path from each table to the root, and the statement of each stream.
public final class Explanation {

    private Explanation() {}

    public static String of(Plan plan) {
        var text = new StringBuilder("Mapping ")
                .append(plan.mapping().name())
                .append(" of ")
                .append(plan.mapping().root())
                .append(", key ")
                .append(String.join(
                        ", ", plan.key().stream().map(Plan.KeyColumn::name).toList()))
                .append("\n\nPaths to the root:\n");
        for (var path : plan.paths()) {
            text.append("  ")
                    .append(path.place())
                    .append(": ")
                    .append(path.table())
                    .append(" by ")
                    .append(String.join(", ", path.finder()))
                    .append(
                            path.index()
                                    ? ""
                                    : "  (no index: create index on "
                                            + path.table().sql() + " (" + Names.quoted(path.finder()) + "))")
                    .append('\n');
        }
        var example = List.of(new RootKey(plan.key().stream().map(it -> "…").toList()));
        for (var stream : plan.streams()) {
            text.append("\n-- ")
                    .append(stream.place().isEmpty() ? "the root" : stream.place())
                    .append('\n')
                    .append(StreamQuery.of(plan, stream, example))
                    .append(";\n");
        }
        return text.toString();
    }
}
