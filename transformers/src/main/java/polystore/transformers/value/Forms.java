package polystore.transformers.value;

import java.util.ArrayList;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.ColumnType.Kind;
import polystore.transformers.catalog.Names;
import polystore.transformers.shape.As;

/// The BSON form of a column's values.
///
/// | PostgreSQL | BSON |
/// |---|---|
/// | boolean; smallint, integer; bigint | boolean; int32; int64 |
/// | numeric | Decimal128 of the same scale; as: double where equal |
/// | real, double precision | double, if finite |
/// | text, varchar, name, citext, enum; char(n) | string; without its padding |
/// | uuid; bytea | binary, subtype 4; binary, subtype 0 |
/// | date; time | ISO 8601 string; as: date for a date makes midnight UTC |
/// | timestamptz | string in UTC with microseconds, a BSON date where declared with 3 digits or fewer, or as: date |
/// | timestamp | the same string without zone; as: date reads it as UTC |
/// | interval | ISO 8601 string |
/// | json, jsonb; hstore | document, array or value, numbers exact; document |
/// | array; range; composite | array; document; document, names in camelCase |
/// | inet, cidr, macaddr, bit, xml, tsvector, geometry, oid, … | string, as a cast to text writes it |
///
/// @param cast to append to the column in the select list; empty for none
public record Forms(ValueForm form, String cast) {

    private static final int MILLISECOND_DIGITS = 3;
    private static final Forms AS_TEXT = new Forms(ScalarForms.of(Kind.TEXT), "::text");

    /// @throws IllegalArgumentException for an unsupported type, with the alternatives
    public static Forms of(ColumnType type, As as) {
        return switch (as) {
            case TEXT -> AS_TEXT;
            case DATE -> new Forms(date(type, ScalarForms::date), "");
            case DATE_TRUNCATED -> new Forms(date(type, ScalarForms::dateTruncated), "");
            case DOUBLE -> asDouble(type);
            case TYPE -> own(type);
        };
    }

    private static Forms own(ColumnType type) {
        if (type instanceof ColumnType.Scalar scalar && scalar.kind() == Kind.AS_TEXT) {
            return AS_TEXT;
        }
        if (type instanceof ColumnType.ArrayOf(ColumnType.Scalar element) && element.kind() == Kind.AS_TEXT) {
            return new Forms(PartedForms.array(ScalarForms.of(Kind.TEXT)), "::text[]");
        }
        return new Forms(form(type), "");
    }

    private static ValueForm form(ColumnType type) {
        return switch (type) {
            case ColumnType.Scalar scalar -> scalar(scalar);
            case ColumnType.ArrayOf(var element) -> PartedForms.array(form(element));
            case ColumnType.RangeOf range -> PartedForms.range(form(range.element()));
            case ColumnType.MultirangeOf many -> PartedForms.multirange(form(many.element()));
            case ColumnType.Composite composite -> composite(composite);
            case ColumnType.Unsupported(var sql, var correction) ->
                throw new IllegalArgumentException("the type " + sql + " has no document form; " + correction);
        };
    }

    private static ValueForm scalar(ColumnType.Scalar scalar) {
        if (scalar.kind() == Kind.AS_TEXT) {
            throw new IllegalArgumentException(
                    "the type " + scalar.sql() + " inside of another has no document form; write as: text");
        }
        return scalar.kind() == Kind.TIMESTAMPTZ && scalar.fractionDigits() <= MILLISECOND_DIGITS
                ? ScalarForms::date
                : ScalarForms.of(scalar.kind());
    }

    private static ValueForm composite(ColumnType.Composite composite) {
        var attributes = new ArrayList<PartedForms.Attribute>();
        var names =
                Names.ofFields(composite.attributes().stream().map(Column::name).toList());
        for (Column attribute : composite.attributes()) {
            attributes.add(new PartedForms.Attribute(names.get(attributes.size()), form(attribute.type())));
        }
        return PartedForms.composite(attributes);
    }

    private static ValueForm date(ColumnType type, ValueForm time) {
        return switch (type) {
            case ColumnType.Scalar(var kind, var _, var _)
            when kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ -> time;
            case ColumnType.Scalar(var kind, var _, var _) when kind == Kind.DATE -> ScalarForms::dayAsDate;
            default -> throw new IllegalArgumentException("as: date is for dates and times, not for " + type.sql());
        };
    }

    private static Forms asDouble(ColumnType type) {
        if (type instanceof ColumnType.Scalar scalar) {
            switch (scalar.kind()) {
                case NUMERIC -> {
                    return new Forms(ScalarForms::numericAsDouble, "");
                }
                case INT2, INT4, FLOAT4, FLOAT8 -> {
                    return new Forms(ScalarForms.of(Kind.FLOAT8), "::float8");
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("as: double is for numbers other than bigint, not for " + type.sql());
    }
}
