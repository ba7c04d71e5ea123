package polystore.transformers.catalog;

import java.util.List;

/// The type of a column, with domains followed down to what they are made of.
public sealed interface ColumnType {

    /// As it stands in a cast.
    String sql();

    /// @param fractionDigits of a time's seconds, as declared; 6 where nothing is
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

    /// @param mend what to write instead
    record Unsupported(String sql, String mend) implements ColumnType {}

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
        /// Types whose text says all, and which are sent as it: addresses, bits, XML, geometry.
        AS_TEXT
    }
}
