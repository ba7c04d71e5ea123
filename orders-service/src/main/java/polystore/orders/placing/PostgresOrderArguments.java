package polystore.orders.placing;

import static polystore.orders.PostgresArguments.array;
import static polystore.orders.PostgresArguments.decimal;
import static polystore.orders.PostgresArguments.id;
import static polystore.orders.PostgresArguments.number;
import static polystore.orders.PostgresArguments.text;
import static polystore.orders.PostgresArguments.time;

import java.util.List;
import org.jdbi.v3.core.statement.Query;
import polystore.orders.order.domain.Order;

/// Binds a new order and its lines to the statement that inserts them.
final class PostgresOrderArguments {

    private PostgresOrderArguments() {}

    static void bindOrder(Query query, Order.Placed order) {
        var facts = order.facts();
        query.bind("id", id(facts.id()))
                .bind("version", number(order.version()))
                .bind("customer", text(facts.customerId()))
                .bind("now", time(facts.placedAt()))
                .bind("reservedUntil", time(facts.reservedUntil()))
                .bind("currency", text(facts.total().currency()))
                .bind("total", decimal(facts.total().amount()))
                .bind("city", text(facts.city()))
                .bind("country", text(facts.country()));
    }

    static void bindLines(Query query, List<Order.Line> lines) {
        query.bind("skus", array("text", lines, Order.Line::sku))
                .bind("products", array("text", lines, Order.Line::productId))
                .bind("names", array("text", lines, Order.Line::name))
                .bind("categories", array("text", lines, Order.Line::category))
                .bind("quantities", array("int4", lines, Order.Line::quantity))
                .bind("prices", array("numeric", lines, line -> line.unitPrice().amount()));
    }
}
