package polystore.orders.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import polystore.orders.OrdersStores;
import polystore.stores.ServiceDatabase;

/// The same suite on PostgreSQL, with concurrent transactions.
class PostgresOutboxLogIT extends OutboxLogContract {

    private static final String APPEND = """
            insert into outbox (event_id, aggregate, version, type, payload) values (uuidv7(), ?, ?, 'test', '{}')
            """;

    private final ServiceDatabase database = OrdersStores.migrated();
    private final List<Connection> open = new ArrayList<>();

    @AfterEach
    void close() throws SQLException {
        for (var connection : open) {
            connection.close();
        }
    }

    @Override
    Writer begin() throws SQLException {
        var connection = connect();
        connection.setAutoCommit(false);
        return new Transaction(connection);
    }

    @Override
    OutboxLog newLeader() throws SQLException {
        return new PostgresOutboxLog(connect());
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(
                database.jdbcUrl(),
                database.application().user(),
                database.application().password());
        open.add(connection);
        return connection;
    }

    private record Transaction(Connection connection) implements Writer {

        @Override
        public void write() throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("select pg_current_xact_id()");
            }
        }

        @Override
        public void append(UUID aggregate, @Nullable Integer version) throws SQLException {
            try (var statement = connection.prepareStatement(APPEND)) {
                statement.setObject(1, aggregate);
                statement.setObject(2, version);
                statement.executeUpdate();
            }
        }

        @Override
        public void commit() throws SQLException {
            connection.commit();
            connection.close();
        }

        @Override
        public void rollback() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
