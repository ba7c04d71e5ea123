package polystore.transformers.plan;

import java.util.ArrayList;
import java.util.List;
import polystore.transformers.catalog.Column;
import polystore.transformers.catalog.ColumnType;

/// The order of the rows of an array.
final class RowOrder {

    private RowOrder() {}

    /// Orders text by its bytes, so that the order does not depend on the collation, and finally by the whole row,
    /// so that equal rows give equal documents.
    static List<String> of(RowScope row, List<String> key, boolean unique) {
        var order = new ArrayList<String>();
        for (var name : key) {
            var own = row.table()
                    .column(name)
                    .map(Column::type)
                    .filter(RowOrder::isTheOnlyOne)
                    .isPresent();
            order.add(row.column(name) + (own ? "" : "::text collate \"C\""));
        }
        if (!unique) {
            order.add(row.wholeRow());
        }
        return order;
    }

    /// Texts have an order for each collation, and JSON, XML or points have none.
    private static boolean isTheOnlyOne(ColumnType type) {
        return type instanceof ColumnType.Scalar(var kind, var _, var _)
                && switch (kind) {
                    case BOOLEAN,
                            INT2,
                            INT4,
                            INT8,
                            FLOAT4,
                            FLOAT8,
                            NUMERIC,
                            BYTEA,
                            UUID,
                            DATE,
                            TIME,
                            TIMESTAMP,
                            TIMESTAMPTZ,
                            INTERVAL -> true;
                    case TEXT, JSON, JSONB, HSTORE, AS_TEXT -> false;
                };
    }
}
