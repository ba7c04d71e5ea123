package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.shape.As;
import polystore.transformers.shape.Field;
import polystore.transformers.shape.Nulls;
import polystore.transformers.shape.Rule;

/// Plans the fields of a row: single values, embedded rows, and arrays, which are separate streams.
final class Fields {

    private final Links links;
    private final Faults faults;
    private final Values values;
    private final Arrays arrays;
    private final List<Plan.Path> paths;

    Fields(Links links, Faults faults, List<Stream> streams, List<Plan.Path> paths) {
        this.links = links;
        this.faults = faults;
        this.values = new Values(links, faults);
        this.paths = paths;
        this.arrays = new Arrays(links, faults, this, values, streams, paths);
    }

    List<PlannedField> plan(String place, RowScope row, StreamBuilder stream, List<Field> fields) {
        var planned = new ArrayList<PlannedField>();
        var names = new HashSet<String>();
        for (var field : fields) {
            var at = Faults.below(place, field.name());
            if (isGoodName(at, field.name(), place.isEmpty()) && !names.add(field.name())) {
                faults.add(at, "there are two fields of this name", "rename or remove one");
            }
            if (field.rule() instanceof Rule.Many(var _, var _, var _, var _, var _, var _, var _, var limit, var _)
                    && limit.total() != null
                    && isGoodName(at, limit.total(), place.isEmpty())
                    && !names.add(limit.total())) {
                faults.add(at, "total: " + limit.total() + " is another field's name too", "use another name");
            }
            plan(at, row, stream, field).ifPresent(planned::add);
        }
        return planned;
    }

    /// All columns, in camelCase.
    static List<Field> everyColumn(Table table) {
        var columns = table.columns().stream().map(Column::name).toList();
        var names = Names.ofFields(columns);
        return IntStream.range(0, columns.size())
                .mapToObj(it -> new Field(
                        names.get(it), new Rule.Value(new Rule.ColumnOf(0, columns.get(it)), As.TYPE, Nulls.OMIT)))
                .toList();
    }

    private boolean isGoodName(String place, String name, boolean atRoot) {
        if (name.isEmpty() || name.startsWith("$") || name.contains(".") || name.indexOf('\0') >= 0) {
            faults.add(place, "'" + name + "' cannot be queried in MongoDB", "use a name without dots or a leading $");
            return false;
        }
        if (atRoot && (name.equals("_id") || name.equals("_m"))) {
            faults.add(place, name + " is made by the engine", "use key: for _id, and another name for this field");
            return false;
        }
        return true;
    }

    private Optional<PlannedField> plan(String place, RowScope row, StreamBuilder stream, Field field) {
        var name = field.name();
        return Optional.ofNullable(
                switch (field.rule()) {
                    case Rule.Value rule -> values.value(place, row, stream, name, rule);
                    case Rule.Concat rule -> values.concat(place, row, stream, name, rule);
                    case Rule.Money rule -> values.money(place, row, stream, name, rule);
                    case Rule.Group rule -> group(place, row, stream, name, rule);
                    case Rule.Cases rule -> cases(place, row, stream, name, rule);
                    case Rule.One rule -> one(place, row, stream, name, rule);
                    case Rule.Many rule -> arrays.many(place, row, stream, name, rule);
                });
    }

    private PlannedField group(String place, RowScope row, StreamBuilder stream, String name, Rule.Group rule) {
        var fields = plan(place, row, stream, rule.fields());
        var present = new ArrayList<Integer>();
        for (var required : rule.requires()) {
            var value = fields.stream()
                    .filter(it -> it.name().equals(required) && it instanceof PlannedField.Value)
                    .map(it -> ((PlannedField.Value) it).column())
                    .findFirst();
            value.ifPresentOrElse(
                    present::add,
                    () -> faults.add(
                            place, "requires " + required + ", which is no value of it", "name a field of it"));
        }
        return new PlannedField.Group(name, fields, present, rule.nulls());
    }

    private @Nullable PlannedField cases(
            String place, RowScope row, StreamBuilder stream, String name, Rule.Cases rule) {
        var typed = values.typed(place, row, rule.column());
        if (typed == null) {
            return null;
        }
        var cases = new LinkedHashMap<String, List<PlannedField>>();
        for (var one : rule.cases()) {
            cases.put(one.value(), plan(place, row, stream, one.fields()));
        }
        return new PlannedField.Cases(name, stream.value(typed.sql() + "::text"), cases, rule.nulls());
    }

    private @Nullable PlannedField one(String place, RowScope row, StreamBuilder stream, String name, Rule.One rule) {
        var found = found(place, row.table(), rule.link());
        if (found == null) {
            return null;
        }
        var other = row.leftJoined(found.table(), found.columns(), found.ownColumns());
        stream.joins(other);
        var present = stream.value("nullif(" + other.column(found.columns().getFirst()) + " is not null, false)");
        var fields = rule.fields().isEmpty() ? everyColumn(found.table()) : rule.fields();
        return new PlannedField.Group(name, plan(place, other, stream, fields), List.of(present), rule.nulls());
    }

    private Links.@Nullable Found found(String place, Table from, Rule.Link link) {
        switch (link) {
            case Rule.Link.Outgoing(var columns, var target) -> {
                paths.add(new Plan.Path(place, from.name(), columns, from.isFoundBy(columns)));
                return links.outgoing(place, from, columns, target);
            }
            case Rule.Link.Incoming incoming -> {
                var found = links.incoming(place, from, incoming);
                if (found == null || !links.unique(place, found.table(), found.columns())) {
                    return null;
                }
                paths.add(new Plan.Path(
                        place,
                        found.table().name(),
                        found.columns(),
                        found.table().isFoundBy(found.columns())));
                return found;
            }
        }
    }
}
