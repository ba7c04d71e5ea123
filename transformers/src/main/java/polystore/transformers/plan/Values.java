package polystore.transformers.plan;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.ColumnType.Kind;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.TypeNames;
import polystore.transformers.shape.As;
import polystore.transformers.shape.Nulls;
import polystore.transformers.shape.Rule;
import polystore.transformers.value.Forms;

/// Plans the rules for fields with values of one row.
final class Values {

    private static final ColumnType TEXT = new ColumnType.Scalar(Kind.TEXT, "text", 0);

    private final Links links;
    private final Faults faults;

    Values(Links links, Faults faults) {
        this.links = links;
        this.faults = faults;
    }

    /// A value in SQL and its type.
    record Typed(String sql, ColumnType type) {}

    @Nullable
    Typed typed(String place, RowScope row, Rule.Source source) {
        return switch (source) {
            case Rule.ColumnOf column -> column(place, row, column);
            case Rule.Expression expression -> expression(place, row, expression);
        };
    }

    private @Nullable Typed column(String place, RowScope row, Rule.ColumnOf column) {
        var of = row.above(column.up());
        if (of == null) {
            faults.add(place, column + " is above the root", "write fewer ^");
            return null;
        }
        var found = links.column(place, of.table(), column.column());
        return found == null ? null : new Typed(of.column(found.name()), found.type());
    }

    private @Nullable Typed expression(String place, RowScope row, Rule.Expression expression) {
        var type = TypeNames.find(expression.type());
        if (type.isEmpty()) {
            faults.add(
                    place,
                    "the type '" + expression.type() + "' is not one that a computed value may have",
                    "use one of " + String.join(", ", TypeNames.all()));
            return null;
        }
        return new Typed(row.expression(expression.sql(), expression.type()), type.get());
    }

    PlannedField.@Nullable Value value(String place, RowScope row, StreamBuilder stream, String name, Rule.Value rule) {
        var typed = typed(place, row, rule.source());
        return typed == null ? null : planned(place, stream, name, typed, rule.as(), rule.nulls());
    }

    PlannedField.@Nullable Value planned(
            String place, StreamBuilder stream, String name, Typed typed, As as, Nulls nulls) {
        try {
            var form = Forms.of(typed.type(), as);
            var sql = orDefault(typed, nulls) + form.cast();
            return new PlannedField.Value(name, stream.value(sql), form.form(), nulls);
        } catch (IllegalArgumentException e) {
            faults.add(place, String.valueOf(e.getMessage()), "or leave the column out");
            return null;
        }
    }

    private static String orDefault(Typed typed, Nulls nulls) {
        return nulls instanceof Nulls.Default(var text)
                ? "coalesce(" + typed.sql() + ", " + Names.literal(text) + "::"
                        + typed.type().sql() + ")"
                : typed.sql();
    }

    PlannedField.@Nullable Value concat(
            String place, RowScope row, StreamBuilder stream, String name, Rule.Concat rule) {
        var parts = new ArrayList<String>();
        for (var part : rule.parts()) {
            switch (part) {
                case Rule.Part.Text(var text) -> parts.add(Names.literal(text));
                case Rule.Part.Of(var column) -> {
                    var typed = typed(place, row, column);
                    if (typed == null) {
                        return null;
                    }
                    parts.add(typed.sql() + "::text");
                }
            }
        }
        var typed = new Typed("(" + String.join(" || ", parts) + ")", TEXT);
        return planned(place, stream, name, typed, As.TYPE, rule.nulls());
    }

    PlannedField.@Nullable Money money(String place, RowScope row, StreamBuilder stream, String name, Rule.Money rule) {
        var amount = typed(place, row, rule.amount());
        var currency = typed(place, row, rule.currency());
        if (amount == null || currency == null) {
            return null;
        }
        if (!(amount.type() instanceof ColumnType.Scalar scalar) || !isExactNumber(scalar.kind())) {
            faults.add(
                    place,
                    "the amount has the type " + amount.type().sql() + ", which is not exact",
                    "use a numeric or integer column");
            return null;
        }
        return new PlannedField.Money(
                name, stream.value(amount.sql() + "::numeric"), stream.value(currency.sql() + "::text"), rule.nulls());
    }

    private static boolean isExactNumber(Kind kind) {
        return kind == Kind.NUMERIC || kind == Kind.INT2 || kind == Kind.INT4 || kind == Kind.INT8;
    }
}
