package polystore.transformers.catalog;

import java.util.List;

/// The type of a column; domains are resolved to their base type.
public sealed interface ColumnType {

    /// The SQL name of the type, as in a cast.
    String sql();

    /// @param fractionDigits declared digits of the seconds of a time, 6 by default
    record Scalar(Kind kind, String sql, int fractionDigits) implements ColumnType {}

    record ArrayOf(ColumnType element) implements ColumnType {
        @Override
        public String sql() {
            return element.sql() + "[]";
        }
    }

    record RangeOf(ColumnType element, String sql) implements ColumnType {}

    record MultirangeOf(RangeOf element, String sql) implements ColumnType {}

    record Composite(String sql, List<Column> attributes) implements ColumnType {
        public Composite {
            attributes = List.copyOf(attributes);
        }
    }

    /// @param correction the correction for a message
    record Unsupported(String sql, String correction) implements ColumnType {}

    enum Kind {
        BOOLEAN,
        INT2,
        INT4,
        INT8,
        FLOAT4,
        FLOAT8,
        NUMERIC,
        TEXT,
        BYTEA,
        UUID,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMPTZ,
        INTERVAL,
        JSON,
        JSONB,
        HSTORE,
        /// Types that are read as text: addresses, bits, XML, geometry.
        AS_TEXT
    }
}
