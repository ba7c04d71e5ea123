package polystore.command.demo.northwind;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/// Stores which order was placed for which legacy order, so that an interrupted run can be continued and a second
/// run places nothing. Idempotency keys alone would ensure this for 24 hours only.
final class ImportedOrders {
    private static final String BEGIN = """
            insert into polystore.imported_order (order_id, began_at) values (?, ?) on conflict (order_id) do nothing
            """;
    private static final String PLACED =
            "update polystore.imported_order set placed_id = ?, attempt = ? where order_id = ?";
    private static final String PAID = "update polystore.imported_order set paid_at = ? where order_id = ?";

    private final Connection connection;

    /// @param connection of the application user, in auto-commit mode; used by one thread at a time
    ImportedOrders(Connection connection) {
        this.connection = connection;
    }

    /// Must be called before the first request for an order is sent.
    void begin(int orderId, Instant at) {
        write(BEGIN, orderId, Timestamp.from(at));
    }

    void placed(int orderId, String placedId, int attempt) {
        write(PLACED, placedId, attempt, orderId);
    }

    void paid(int orderId, Instant at) {
        write(PAID, Timestamp.from(at), orderId);
    }

    private synchronized void write(String sql, Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot store the progress of the import: " + e.getMessage(), e);
        }
    }
}
