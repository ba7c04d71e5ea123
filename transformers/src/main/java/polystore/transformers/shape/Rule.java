package polystore.transformers.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.catalog.TableName;

/// The rule for the value of a field.
public sealed interface Rule {

    /// One value of the row.
    record Value(Source source, As as, Nulls nulls) implements Rule {}

    /// Text of several parts; NULL if one of them is NULL.
    record Concat(List<Part> parts, Nulls nulls) implements Rule {
        public Concat {
            parts = List.copyOf(parts);
        }
    }

    /// `{amount, currency}`: the amount with the decimals of its currency (ISO 4217); an amount with more is
    /// refused.
    record Money(Source amount, Source currency, Nulls nulls) implements Rule {}

    /// A subdocument of the same row.
    ///
    /// @param requires fields of the subdocument without which it is omitted
    record Group(List<Field> fields, List<String> requires, Nulls nulls) implements Rule {
        public Group {
            fields = List.copyOf(fields);
            requires = List.copyOf(requires);
        }
    }

    /// A subdocument of the same row, whose fields depend on a value of it; a value without a case is refused.
    ///
    /// @param column its text decides; NULL makes no subdocument
    record Cases(ColumnOf column, List<Case> cases, Nulls nulls) implements Rule {
        public Cases {
            cases = List.copyOf(cases);
        }
    }

    record Case(String value, List<Field> fields) {
        public Case {
            fields = List.copyOf(fields);
        }
    }

    /// A subdocument of the single row that this row refers to, or that refers to this row.
    record One(Link link, List<Field> fields, Nulls nulls) implements Rule {
        public One {
            fields = List.copyOf(fields);
        }
    }

    /// An array of the rows that refer to this row.
    ///
    /// @param key columns that order the rows; empty for the primary key
    /// @param through columns of those rows that refer to the intended rows, for n:m; empty for 1:n
    /// @param where a condition on the columns of the referring rows
    /// @param scalar the single value of each element, instead of fields
    /// @param by column whose text names each element: then it is a document with a field for each row; null for an
    ///     array
    /// @param omitEmpty whether an empty array is left out
    record Many(
            Link.Incoming link,
            List<String> key,
            List<String> through,
            @Nullable String where,
            List<Field> fields,
            @Nullable Source scalar,
            @Nullable ColumnOf by,
            Limit limit,
            boolean omitEmpty)
            implements Rule {
        public Many {
            key = List.copyOf(key);
            through = List.copyOf(through);
            fields = List.copyOf(fields);
        }
    }

    sealed interface Source {}

    /// @param up number of levels above: 0 is the row itself, 1 the row that it is embedded in
    record ColumnOf(int up, String column) implements Source {
        @Override
        public String toString() {
            return "^".repeat(up) + column;
        }
    }

    /// Computed by the database from one row; the columns of its table are named without the table.
    ///
    /// @param type of SQL that it is cast to
    record Expression(String sql, String type) implements Source {}

    sealed interface Part {
        record Text(String text) implements Part {}

        record Of(ColumnOf column) implements Part {}
    }

    sealed interface Link {
        /// Columns of this row refer to the other row's key.
        ///
        /// @param target given only without a foreign key
        record Outgoing(List<String> columns, @Nullable Target target) implements Link {
            public Outgoing {
                columns = List.copyOf(columns);
            }
        }

        /// Columns of the other rows refer to this row's key, or to the target of their foreign key.
        record Incoming(TableName table, List<String> columns) implements Link {
            public Incoming {
                columns = List.copyOf(columns);
            }
        }
    }

    record Target(TableName table, List<String> columns) {
        public Target {
            columns = List.copyOf(columns);
        }
    }
}
