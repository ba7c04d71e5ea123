package polystore.orders.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.order.domain.Order;

/// Reads orders with their lines: two statements, whatever the number of orders.
@ApplicationScoped
class PostgresOrders {

    static final String ORDERS = """
            select id, customer_id, status, version, placed_at, reserved_until, currency, total,
                   ship_city, ship_country, personal, personal_key, carrier, tracking_number
            from orders where id = any(:ids)
            """;

    static final String ORDERS_LOCKED = ORDERS + " for no key update";

    private final Jdbi jdbi;

    PostgresOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<OrderRow> find(UUID id) {
        return jdbi.withHandle(handle -> read(handle, ORDERS, List.of(id))).stream()
                .findFirst();
    }

    /// The order, locked against other transitions until the transaction ends.
    Optional<OrderRow> findForUpdate(UUID id) {
        return jdbi.withHandle(handle -> read(handle, ORDERS_LOCKED, List.of(id))).stream()
                .findFirst();
    }

    /// Orders by id, in no order; ids that do not exist are left out.
    static List<OrderRow> read(Handle handle, String orders, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var lines = PostgresLines.of(handle, ids);
        return handle.createQuery(orders)
                .bindArray("ids", UUID.class, ids)
                .map((row, _) -> row(row, lines))
                .list();
    }

    private static OrderRow row(ResultSet row, Map<UUID, List<PostgresLines.LineRow>> lines) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var currency = row.getString("currency");
        var facts = new Order.Facts(
                id,
                row.getString("customer_id"),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("reserved_until").toInstant(),
                lines.getOrDefault(id, List.of()).stream()
                        .map(line -> line.in(currency))
                        .toList(),
                new Money(row.getBigDecimal("total"), currency),
                row.getString("ship_city"),
                row.getString("ship_country"));
        return new OrderRow(
                Order.of(OrderStatus.valueOf(row.getString("status")), facts, row.getInt("version")),
                row.getBytes("personal"),
                row.getObject("personal_key", UUID.class),
                row.getString("carrier"),
                row.getString("tracking_number"));
    }
}
