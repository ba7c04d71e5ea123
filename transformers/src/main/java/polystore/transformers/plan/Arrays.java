package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Table;
import polystore.transformers.shape.As;
import polystore.transformers.shape.Limit;
import polystore.transformers.shape.Nulls;
import polystore.transformers.shape.Rule;

/// Plans arrays; each is a stream of the rows for its elements.
final class Arrays {

    private final Links links;
    private final Faults faults;
    private final Fields fields;
    private final Values values;
    private final List<Stream> streams;
    private final List<Plan.Path> paths;

    Arrays(Links links, Faults faults, Fields fields, Values values, List<Stream> streams, List<Plan.Path> paths) {
        this.links = links;
        this.faults = faults;
        this.fields = fields;
        this.values = values;
        this.streams = streams;
        this.paths = paths;
    }

    @Nullable
    PlannedField many(String place, RowScope row, StreamBuilder parent, String name, Rule.Many rule) {
        var found = links.incoming(place, row.table(), rule.link());
        if (found == null) {
            return null;
        }
        var table = found.table();
        paths.add(new Plan.Path(place, table.name(), found.columns(), table.isFoundBy(found.columns())));
        var key = rule.key().isEmpty() ? table.primaryKey() : rule.key();
        if (key.isEmpty()) {
            faults.add(place, table.name() + " has no primary key", "write key: with the columns that order its rows");
        }
        if (!links.columns(place, table, key)) {
            return null;
        }
        checkLimit(place, parent, rule);
        var child = row.joined(table, rule.where(), found.columns(), found.ownColumns());
        var unique = isUnique(table, key, found.columns());
        var stream = new StreamBuilder(
                place, child, parent.prefixForChildren(), columns(child, key), RowOrder.of(child, key, unique));
        var planned = elements(place, child, stream, key, rule);
        if (stream.hasChildren() && !unique) {
            faults.add(
                    place,
                    "rows are embedded in rows of " + table.name() + " that (" + String.join(", ", key)
                            + ") does not tell apart",
                    "write key: with the columns of a unique index");
        }
        return planned == null ? null : add(name, rule, stream, planned);
    }

    private void checkLimit(String place, StreamBuilder parent, Rule.Many rule) {
        var then = rule.limit().then();
        if (then == Limit.Then.BUCKET && !parent.place.isEmpty()) {
            faults.add(
                    place,
                    "then: bucket is for arrays of the root, and this one is in an element of " + parent.place,
                    "write then: fail, trim or reference");
        }
        if (rule.by() != null && (then == Limit.Then.BUCKET || then == Limit.Then.REFERENCE)) {
            faults.add(
                    place,
                    "a document of named elements has neither buckets nor references",
                    "write then: fail or trim");
        }
        if (then == Limit.Then.REFERENCE && rule.scalar() != null) {
            faults.add(
                    place,
                    "then: reference is given beside scalar, and a value is as long as a reference",
                    "write then: fail, trim or bucket");
        }
    }

    /// @param fields of each element, or its value alone
    /// @param by index of its name; null in an array
    /// @param reference its key; empty unless the limit needs it
    private record Elements(
            List<PlannedField> fields, @Nullable Integer by, List<PlannedField.Value> reference) {}

    private PlannedField add(String name, Rule.Many rule, StreamBuilder stream, Elements planned) {
        var built = stream.build(planned.fields());
        streams.addFirst(built);
        var scalar =
                rule.scalar() != null && planned.fields().getFirst() instanceof PlannedField.Value value ? value : null;
        return new PlannedField.Rows(
                name, built, scalar, planned.by(), planned.reference(), rule.limit(), rule.omitEmpty());
    }

    private @Nullable Elements elements(
            String place, RowScope child, StreamBuilder stream, List<String> key, Rule.Many rule) {
        var row = child;
        if (!rule.through().isEmpty()) {
            var target = links.outgoing(place, child.table(), rule.through(), null);
            if (target == null) {
                return null;
            }
            row = child.joined(target.table(), null, target.columns(), target.ownColumns());
            stream.joins(row);
        }
        var by = rule.by() == null ? null : values.typed(place, row, rule.by());
        var named = by == null ? null : stream.value(by.sql() + "::text");
        if (rule.scalar() != null) {
            var value = values.value(place, row, stream, "", new Rule.Value(rule.scalar(), As.TYPE, Nulls.OMIT));
            return value == null ? null : new Elements(List.of(value), named, List.of());
        }
        var its = rule.fields().isEmpty() ? Fields.everyColumn(row.table()) : rule.fields();
        var reference = rule.limit().then() == Limit.Then.REFERENCE
                ? reference(
                        place,
                        row,
                        stream,
                        rule.through().isEmpty() ? key : row.table().primaryKey())
                : List.<PlannedField.Value>of();
        return new Elements(fields.plan(place, row, stream, its), named, reference);
    }

    /// The key of a row as the `_id` of a mapping whose root is its table.
    private List<PlannedField.Value> reference(String place, RowScope row, StreamBuilder stream, List<String> key) {
        if (key.isEmpty()) {
            faults.add(
                    place,
                    row.table().name() + " has no primary key that a reference could have",
                    "write then: fail, trim or bucket");
        }
        var reference = new ArrayList<PlannedField.Value>();
        var taken = new HashSet<String>();
        for (var name : key) {
            var type = row.table().column(name).orElseThrow().type();
            var typed = new Values.Typed(row.column(name), type);
            var field = IdFields.name(name, key.size(), taken);
            var value = values.planned(place, stream, field, typed, IdFields.form(type), Nulls.OMIT);
            if (value != null) {
                reference.add(value);
            }
        }
        return reference;
    }

    private static boolean isUnique(Table table, List<String> key, List<String> link) {
        var columns = new HashSet<>(key);
        columns.addAll(link);
        return table.isUnique(columns);
    }

    private static List<String> columns(RowScope row, List<String> names) {
        return names.stream().map(row::column).toList();
    }
}
