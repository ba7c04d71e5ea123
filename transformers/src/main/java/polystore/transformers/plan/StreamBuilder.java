package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds a stream; fields add columns while they are planned.
final class StreamBuilder {

    final String place;
    private final RowScope scope;
    private final List<String> parentPrefix;
    private final List<String> ownKey;
    private final List<String> orderBy;
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private final List<RowScope> joinedTo = new ArrayList<>();
    private boolean hasChildren;

    /// @param parentPrefix columns that identify the row in which these rows are embedded
    /// @param ownKey columns that identify a row among those of one parent
    StreamBuilder(String place, RowScope scope, List<String> parentPrefix, List<String> ownKey, List<String> orderBy) {
        this.place = place;
        this.scope = scope;
        this.parentPrefix = parentPrefix;
        this.ownKey = ownKey;
        this.orderBy = orderBy;
    }

    /// @return index of the value in the stream's rows
    int value(String sql) {
        return values.computeIfAbsent(sql, _ -> values.size());
    }

    /// A row that is joined to these rows.
    void joins(RowScope other) {
        joinedTo.add(other);
    }

    /// The columns that identify rows in which others are embedded.
    List<String> prefixForChildren() {
        hasChildren = true;
        var prefix = new ArrayList<>(parentPrefix);
        prefix.addAll(ownKey);
        return prefix;
    }

    boolean hasChildren() {
        return hasChildren;
    }

    Stream build(List<PlannedField> fields) {
        var joins = new ArrayList<>(scope.joins());
        for (var other : joinedTo) {
            var all = other.joins();
            var above = other.above(1);
            joins.addAll(all.subList(above == null ? 0 : above.joins().size(), all.size()));
        }
        return new Stream(
                place,
                scope.table().name(),
                hasChildren ? prefixForChildren() : parentPrefix,
                parentPrefix.size(),
                List.copyOf(values.keySet()),
                joins,
                orderBy,
                fields);
    }
}
