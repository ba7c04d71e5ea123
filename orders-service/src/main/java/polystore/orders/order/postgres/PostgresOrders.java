package polystore.orders.order.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.order.domain.Order;

/// Reads orders with their lines: two statements, whatever the number of orders.
@ApplicationScoped
public class PostgresOrders {

    static final String ORDERS = """
            select id, customer_id, status, version, placed_at, reserved_until, currency, total,
                   ship_city, ship_country, personal, personal_key, carrier, tracking_number
            from orders where id = any(:ids)
            """;

    static final String ORDERS_LOCKED = ORDERS + " for no key update";

    static final String LINES = """
            select order_id, line_no, sku, product_id, name, category, quantity, returned, unit_price
            from order_line where order_id = any(:ids) order by order_id, line_no
            """;

    private final Jdbi jdbi;

    public PostgresOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<OrderRow> find(UUID id) {
        return jdbi.withHandle(handle -> read(handle, ORDERS, List.of(id))).stream()
                .findFirst();
    }

    /// The order, locked against other transitions until the transaction ends.
    public Optional<OrderRow> findForUpdate(UUID id) {
        return jdbi.withHandle(handle -> read(handle, ORDERS_LOCKED, List.of(id))).stream()
                .findFirst();
    }

    /// Orders by id, in no order; ids that do not exist are left out.
    static List<OrderRow> read(Handle handle, String orders, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var lines = lines(handle, ids);
        return handle.createQuery(orders)
                .bindArray("ids", UUID.class, ids)
                .map((row, _) -> row(row, lines))
                .list();
    }

    private record LineRow(UUID orderId, ResultLine line) {}

    /// A line before its order's currency is known.
    private record ResultLine(
            int lineNo,
            String sku,
            String productId,
            String name,
            @Nullable String category,
            int quantity,
            int returned,
            BigDecimal unitPrice) {

        Order.Line in(String currency) {
            return new Order.Line(
                    lineNo, sku, productId, name, category, quantity, returned, new Money(unitPrice, currency));
        }
    }

    private static Map<UUID, List<LineRow>> lines(Handle handle, Collection<UUID> ids) {
        return handle.createQuery(LINES).bindArray("ids", UUID.class, ids).map((row, _) -> line(row)).stream()
                .collect(Collectors.groupingBy(LineRow::orderId));
    }

    private static LineRow line(ResultSet row) throws SQLException {
        return new LineRow(
                row.getObject("order_id", UUID.class),
                new ResultLine(
                        row.getInt("line_no"),
                        row.getString("sku"),
                        row.getString("product_id"),
                        row.getString("name"),
                        row.getString("category"),
                        row.getInt("quantity"),
                        row.getInt("returned"),
                        row.getBigDecimal("unit_price")));
    }

    private static OrderRow row(ResultSet row, Map<UUID, List<LineRow>> lines) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var currency = row.getString("currency");
        var facts = new Order.Facts(
                id,
                row.getString("customer_id"),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("reserved_until").toInstant(),
                lines.getOrDefault(id, List.of()).stream()
                        .map(line -> line.line().in(currency))
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
