package polystore.analytics.rebuild;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderDocument.Item;
import polystore.contracts.orders.OrderEvent.ReturnedLine;

/// What each return of an order contained, as the live tables know it.
final class PostgresReturns {

    private static final String RETURNS =
            "select order_id, version, line_no, quantity, refund from public.order_return_fact where order_id = any(:ids)";

    private PostgresReturns() {}

    /// The returned lines of these orders, by order and version.
    static Map<UUID, Map<Integer, List<ReturnedLine>>> of(Handle handle, Collection<OrderDocument> documents) {
        var byId = new HashMap<UUID, OrderDocument>();
        documents.forEach(it -> byId.put(it.orderId(), it));
        var returns = new HashMap<UUID, Map<Integer, List<ReturnedLine>>>();
        if (byId.isEmpty()) {
            return returns;
        }
        handle.createQuery(RETURNS)
                .bindArray("ids", UUID.class, List.copyOf(byId.keySet()))
                .map((row, _) -> new Row(
                        row.getObject("order_id", UUID.class),
                        row.getInt("version"),
                        row.getInt("line_no"),
                        row.getInt("quantity"),
                        row.getBigDecimal("refund")))
                .forEach(row -> {
                    var document = byId.get(row.order());
                    if (document != null) {
                        returns.computeIfAbsent(row.order(), _ -> new HashMap<>())
                                .computeIfAbsent(row.version(), _ -> new ArrayList<>())
                                .add(row.line(document));
                    }
                });
        return returns;
    }

    private record Row(UUID order, int version, int lineNo, int quantity, BigDecimal refund) {

        /// A line that the document does not have makes the sums differ.
        ReturnedLine line(OrderDocument document) {
            var sku = document.items().stream()
                    .filter(it -> it.lineNo() == lineNo)
                    .map(Item::sku)
                    .findFirst();
            return new ReturnedLine(
                    lineNo,
                    sku.orElse(""),
                    quantity,
                    new Money(refund, document.total().currency()));
        }
    }
}
