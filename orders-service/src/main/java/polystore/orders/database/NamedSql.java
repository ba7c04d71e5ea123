package polystore.orders.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// SQL with `:name` parameters, translated once into JDBC's positions.
///
/// For the few statements that every order passes through: Jdbi does the same with more comfort, and costs a quarter of
/// the service's time an order.
public final class NamedSql {

    /// `:name`, but not the `::` of a cast.
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z]+)");

    private final String positional;
    private final List<String> names;
    private final int statements;

    private NamedSql(String positional, List<String> names, int statements) {
        this.positional = positional;
        this.names = names;
        this.statements = statements;
    }

    /// @param statements sent in one round trip; each sees what was committed when it begins
    public static NamedSql of(String... statements) {
        var names = new ArrayList<String>();
        var positional = PARAMETER.matcher(String.join(";\n", statements)).replaceAll(found -> {
            names.add(found.group(1));
            return "?";
        });
        return new NamedSql(positional, List.copyOf(names), statements.length);
    }

    /// The statement with nothing bound yet.
    public Bound on(Connection connection) throws SQLException {
        return new Bound(connection, connection.prepareStatement(positional));
    }

    /// A statement that takes its parameters by name; PostgreSQL complains of one that was never bound.
    public final class Bound implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement statement;

        private Bound(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        /// Binds a text, number or id.
        public Bound bind(String name, Object value) throws SQLException {
            return at(name, index -> statement.setObject(index, value));
        }

        public Bound bind(String name, @Nullable String value) throws SQLException {
            return at(name, index -> statement.setString(index, value));
        }

        public Bound bind(String name, byte[] value) throws SQLException {
            return at(name, index -> statement.setBytes(index, value));
        }

        public Bound bind(String name, Instant value) throws SQLException {
            var time = value.atOffset(ZoneOffset.UTC);
            return at(name, index -> statement.setObject(index, time, Types.TIMESTAMP_WITH_TIMEZONE));
        }

        /// Binds an array of a column of the rows.
        ///
        /// @param type PostgreSQL's name of the elements' type, such as `text`
        public <R> Bound bind(String name, String type, List<R> rows, Function<R, @Nullable Object> column)
                throws SQLException {
            var array = connection.createArrayOf(type, rows.stream().map(column).toArray());
            return at(name, index -> statement.setArray(index, array));
        }

        /// All rows of the last statement, in the order of the result.
        public <T> List<T> list(Row<T> row) throws SQLException {
            statement.execute();
            for (var earlier = 1; earlier < statements; earlier++) {
                statement.getMoreResults();
            }
            try (var rows = statement.getResultSet()) {
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(row.of(rows));
                }
                return list;
            }
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }

        private Bound at(String name, Setting setting) throws SQLException {
            var bound = false;
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(name)) {
                    setting.at(i + 1);
                    bound = true;
                }
            }
            if (!bound) {
                throw new IllegalArgumentException("The statement has no parameter :" + name);
            }
            return this;
        }
    }

    /// Makes something of the row that a result is at.
    public interface Row<T> {
        T of(java.sql.ResultSet row) throws SQLException;
    }

    private interface Setting {
        void at(int index) throws SQLException;
    }
}
