package polystore.orders.histories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import polystore.contracts.ContractJson;
import polystore.orders.documents.Documents;

/// Invariants of a shop, each with a query that finds its violations.
final class Invariants {

    private static final Map<String, String> QUERIES = Map.of(
            "StockIsConserved",
            """
            select s.sku from stock s where s.sku = any(:skus)
              and s.on_hand <> (select coalesce(sum(m.quantity), 0) from stock_movement m where m.sku = s.sku)
            """,
            "ReservedIsOpenReservations",
            """
            select s.sku from stock s where s.sku = any(:skus)
              and s.reserved <> (select coalesce(sum(l.quantity), 0) from order_line l join orders o on o.id = l.order_id
                                 where l.sku = s.sku and o.status in ('PLACED', 'PAID'))
            """,
            "EveryVersionOfAnOrderHasOneEvent",
            """
            select o.id::text from orders o where o.id = any(:orders) and (
                (select array_agg(b.version order by b.version) from outbox b where b.aggregate = o.id)
                    is distinct from (select array_agg(v) from generate_series(1, o.version) v)
                or (select array_agg(h.version order by h.version) from order_history h where h.order_id = o.id)
                    is distinct from (select array_agg(v) from generate_series(1, o.version) v))
            """,
            "PaymentsAndRefundsMatchOrders",
            """
            select o.id::text from orders o
            cross join lateral (select coalesce(sum(p.amount), 0) as money from payment p where p.order_id = o.id) paid
            cross join lateral (select coalesce(sum(r.amount), 0) as money from refund_due r where r.order_id = o.id) due
            cross join lateral (select coalesce(sum(l.returned * l.unit_price), 0) as money,
                                       sum(l.quantity * l.unit_price) as total
                                from order_line l where l.order_id = o.id) goods
            where o.id = any(:orders) and not (
                o.total = goods.total and case o.status
                    when 'PLACED' then paid.money = 0 and due.money = 0
                    when 'EXPIRED' then paid.money = 0 and due.money = 0
                    when 'CANCELLED' then due.money = paid.money and paid.money in (0, o.total)
                    else paid.money = o.total and due.money = goods.money end)
            """);

    /// Computes the documents of orders by PostgreSQL alone.
    private static final String ORACLE = """
            select json_strip_nulls(json_build_object(
                'orderId', o.id, 'version', o.version, 'status', o.status, 'placedAt', iso(o.placed_at),
                'customerId', o.customer_id, 'total', money(o.total),
                'shipTo', json_build_object('city', o.ship_city, 'country', o.ship_country),
                'items', (select json_agg(json_build_object('lineNo', l.line_no, 'sku', l.sku, 'productId', l.product_id,
                        'name', l.name, 'category', l.category, 'quantity', l.quantity, 'returned', l.returned,
                        'unitPrice', money(l.unit_price), 'lineTotal', money(l.unit_price * l.quantity)) order by l.line_no)
                    from order_line l where l.order_id = o.id),
                'payment', (select json_build_object('amount', money(p.amount), 'at', iso(p.at))
                    from payment p where p.order_id = o.id),
                'shipment', (select json_build_object('carrier', o.carrier, 'trackingNumber', o.tracking_number,
                        'at', iso(h.at)) from order_history h where h.order_id = o.id and h.status = 'SHIPPED'),
                'refundDue', (select money(sum(r.amount)) from refund_due r where r.order_id = o.id having count(*) > 0),
                'history', (select json_agg(json_build_object('status', h.status, 'version', h.version, 'at', iso(h.at))
                        order by h.version) from order_history h where h.order_id = o.id)))
            from orders o where o.id = any(:orders)
            """.replaceAll(
                    "iso\\(([a-z_.]+)\\)",
                    "replace(to_char($1 at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), '.000Z', 'Z')")
            .replaceAll(
                    "money\\((sum\\([a-z.]+\\)|[^)]+)\\)",
                    "json_build_object('amount', round($1, 2)\\:\\:text, 'currency', 'EUR')");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Invariants() {}

    /// The violations, each with the name of its invariant; empty when all hold.
    static List<String> broken(Handle handle, List<String> skus, List<UUID> orders) throws Exception {
        var broken = new ArrayList<String>();
        QUERIES.forEach((name, sql) -> {
            var query = handle.createQuery(sql);
            var bound = sql.contains(":skus")
                    ? query.bindArray("skus", String.class, skus)
                    : query.bindArray("orders", UUID.class, orders);
            bound.mapTo(String.class).forEach(off -> broken.add(name + ": " + off));
        });
        broken.addAll(documentsUnlikeRows(handle, handle, orders));
        return broken;
    }

    /// The differences between the documents that the service computes and the rows.
    ///
    /// @param written connection from which the documents are computed
    /// @param rows connection whose rows they are compared with
    static List<String> documentsUnlikeRows(Handle written, Handle rows, List<UUID> orders) throws Exception {
        var documents = documents(written, orders);
        var expected = rows.createQuery(ORACLE).bindArray("orders", UUID.class, orders).mapTo(String.class).stream()
                .map(Invariants::parsed)
                .collect(toMap(document -> document.get("orderId").textValue(), Function.identity()));
        return orders.stream()
                .map(UUID::toString)
                .filter(order -> !Objects.equals(documents.get(order), expected.get(order)))
                .map(order -> "DocumentEqualsRows: " + documents.get(order) + " is not " + expected.get(order))
                .toList();
    }

    private static Map<String, JsonNode> documents(Handle handle, List<UUID> orders) throws SQLException {
        var documents = new HashMap<String, JsonNode>();
        for (var document : Documents.of(orders, handle.getConnection())) {
            var json = (ObjectNode) parsed(new String(ContractJson.encode(document), UTF_8));
            json.remove("_m");
            documents.put(json.get("orderId").textValue(), json);
        }
        return documents;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
