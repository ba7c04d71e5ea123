package polystore.orders.order;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.orders.order.domain.Order;

/// Reads the lines of any number of orders with one statement.
public final class PostgresLines {

    private static final String LINES = """
        select order_id, line_no, sku, product_id, name, category, quantity, returned, unit_price
        from order_line where order_id = any(:ids) order by order_id, line_no
        """;

    private PostgresLines() {}

    /// A line; its currency is that of the order.
    public record LineRow(
            UUID orderId,
            int lineNo,
            String sku,
            String productId,
            String name,
            @Nullable String category,
            int quantity,
            int returned,
            BigDecimal unitPrice) {

        public Order.Line in(String currency) {
            return new Order.Line(
                    lineNo, sku, productId, name, category, quantity, returned, new Money(unitPrice, currency));
        }
    }

    /// The lines by order, in line order; orders that do not exist are missing.
    public static Map<UUID, List<LineRow>> of(Handle handle, Collection<UUID> orders) {
        return handle.createQuery(LINES).bindArray("ids", UUID.class, orders).map((row, _) -> line(row)).stream()
                .collect(Collectors.groupingBy(LineRow::orderId));
    }

    private static LineRow line(ResultSet row) throws SQLException {
        return new LineRow(
                row.getObject("order_id", UUID.class),
                row.getInt("line_no"),
                row.getString("sku"),
                row.getString("product_id"),
                row.getString("name"),
                row.getString("category"),
                row.getInt("quantity"),
                row.getInt("returned"),
                row.getBigDecimal("unit_price"));
    }
}
