package polystore.orders.documents;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Mark;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderDocument.Item;
import polystore.contracts.orders.OrderDocument.Payment;
import polystore.contracts.orders.OrderDocument.Shipment;
import polystore.contracts.orders.OrderDocument.Step;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderStatus;
import polystore.orders.order.PostgresLines;
import polystore.orders.order.PostgresLines.LineRow;
import polystore.orders.order.domain.Order;

/// The reference that the mapping `orders` is compared with: the same documents, computed by hand-written code.
final class OrderRowsToDocument {

    static final String ORDERS = """
            select o.id, o.customer_id, o.status, o.version, o.placed_at, o.currency, o.total, o.ship_city,
                   o.ship_country, o.carrier, o.tracking_number, p.amount as paid, p.at as paid_at
            from orders o left join payment p on p.order_id = o.id where o.id = any(:ids)
            """;

    static final String STEPS =
            "select order_id, status, version, at from order_history where order_id = any(:ids) order by order_id, version";

    static final String REFUNDS =
            "select order_id, amount, currency from refund_due where order_id = any(:ids) order by order_id, version";

    private OrderRowsToDocument() {}

    /// A row that belongs to an order.
    private record Child<T>(UUID order, T value) {}

    /// @param snapshot of one moment; documents of orders that do not exist are missing
    /// @param mark of all documents
    static List<OrderDocument> read(Connection snapshot, Collection<UUID> ids, Mark mark) {
        return Jdbi.create(snapshot).installPlugin(new PostgresPlugin()).withHandle(handle -> {
            var lines = PostgresLines.of(handle, ids);
            var steps = children(handle, STEPS, ids, (row, _) -> step(row));
            var refunds = children(handle, REFUNDS, ids, (row, _) -> refund(row));
            return handle.createQuery(ORDERS)
                    .bindArray("ids", UUID.class, ids)
                    .map((row, _) -> document(row, mark, lines, steps, refunds))
                    .list();
        });
    }

    private static <T> Map<UUID, List<T>> children(
            Handle handle, String sql, Collection<UUID> ids, RowMapper<Child<T>> mapper) {
        return handle.createQuery(sql).bindArray("ids", UUID.class, ids).map(mapper).stream()
                .collect(Collectors.groupingBy(Child::order, Collectors.mapping(Child::value, Collectors.toList())));
    }

    private static OrderDocument document(
            ResultSet row,
            Mark mark,
            Map<UUID, List<LineRow>> lines,
            Map<UUID, List<Step>> steps,
            Map<UUID, List<Money>> refunds)
            throws SQLException {
        var id = row.getObject("id", UUID.class);
        var currency = row.getString("currency");
        return new OrderDocument(
                mark,
                id,
                row.getInt("version"),
                OrderStatus.valueOf(row.getString("status")),
                row.getTimestamp("placed_at").toInstant(),
                row.getString("customer_id"),
                lines.getOrDefault(id, List.of()).stream()
                        .map(line -> item(line.in(currency)))
                        .toList(),
                new Money(row.getBigDecimal("total"), currency),
                new Destination(row.getString("ship_city"), row.getString("ship_country")),
                payment(row, currency),
                shipment(row, steps.getOrDefault(id, List.of())),
                refunds.getOrDefault(id, List.of()).stream().reduce(Money::plus).orElse(null),
                steps.getOrDefault(id, List.of()));
    }

    private static @Nullable Payment payment(ResultSet row, String currency) throws SQLException {
        var paid = row.getBigDecimal("paid");
        return paid == null
                ? null
                : new Payment(
                        new Money(paid, currency), row.getTimestamp("paid_at").toInstant());
    }

    private static @Nullable Shipment shipment(ResultSet row, List<Step> steps) throws SQLException {
        var carrier = row.getString("carrier");
        var number = row.getString("tracking_number");
        var shipped = steps.stream()
                .filter(step -> step.status() == OrderStatus.SHIPPED)
                .findFirst();
        return carrier == null || number == null || shipped.isEmpty()
                ? null
                : new Shipment(carrier, number, shipped.get().at());
    }

    private static Item item(Order.Line line) {
        return new Item(
                line.lineNo(),
                line.sku(),
                line.productId(),
                line.name(),
                line.category(),
                line.quantity(),
                line.returned(),
                line.unitPrice(),
                line.lineTotal());
    }

    private static Child<Step> step(ResultSet row) throws SQLException {
        return new Child<>(
                row.getObject("order_id", UUID.class),
                new Step(
                        OrderStatus.valueOf(row.getString("status")),
                        row.getInt("version"),
                        row.getTimestamp("at").toInstant()));
    }

    private static Child<Money> refund(ResultSet row) throws SQLException {
        return new Child<>(
                row.getObject("order_id", UUID.class),
                new Money(row.getBigDecimal("amount"), row.getString("currency")));
    }
}
