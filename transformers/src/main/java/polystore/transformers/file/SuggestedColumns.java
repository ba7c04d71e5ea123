package polystore.transformers.file;

import java.util.Optional;
import java.util.Set;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.ColumnType;
import polystore.transformers.catalog.ForeignKey;
import polystore.transformers.catalog.Names;
import polystore.transformers.catalog.Table;
import polystore.transformers.shape.As;
import polystore.transformers.value.Forms;

/// Writes a field for each column of a table.
final class SuggestedColumns {

    private SuggestedColumns() {}

    /// @param arrivedBy the reference that led to this table, whose columns equal those of the row above
    /// @param taken is given the names of the fields
    /// @return how many it writes
    static int write(Table table, Optional<ForeignKey> arrivedBy, Set<String> taken, YamlText yaml) {
        var columns = table.columns().stream()
                .filter(column -> arrivedBy
                        .filter(it ->
                                it.from().equals(table.name()) && it.columns().contains(column.name()))
                        .isEmpty())
                .toList();
        columns.forEach(it -> write(it, Names.ofField(it.name(), taken), yaml));
        return columns.size();
    }

    private static void write(Column column, String field, YamlText yaml) {
        var name = YamlText.column(column.name());
        if (column.type() instanceof ColumnType.Scalar scalar
                && (scalar.kind() == ColumnType.Kind.TIMESTAMPTZ || scalar.kind() == ColumnType.Kind.TIMESTAMP)) {
            yaml.entry(field, name, "text; as: date where whole milliseconds are enough");
        } else if (hasForm(column.type())) {
            yaml.entry(field, name);
        } else {
            yaml.comment("the type " + column.type().sql() + " has no exact form: its text");
            yaml.inline(field, "column: " + YamlText.scalar(name) + ", as: text");
        }
    }

    private static boolean hasForm(ColumnType type) {
        try {
            Forms.of(type, As.TYPE);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
