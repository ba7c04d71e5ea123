package polystore.orders.documents;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import polystore.platform.persistence.PostgresJdbi;

/// The rows that make the document of an order, with the columns that the mapping reads; none of them names a person.
final class PostgresOrderRows {

    /// A line of an order is one row, and an order has at most 200.
    private static final int ROWS_MAX = 1_000;

    static final String ORDER = """
        select id, version, status, placed_at, customer_id, currency, total, ship_city, ship_country, carrier,
               tracking_number
        from orders where id = :order
        """;

    static final String LINES = """
        select line_no, sku, product_id, name, category, quantity, returned, unit_price
        from order_line where order_id = :order order by line_no
        """;

    static final String PAYMENT = "select amount, currency, at from payment where order_id = :order";

    static final String REFUNDS =
            "select version, amount, currency, reason, at from refund_due where order_id = :order order by version";

    static final String HISTORY =
            "select version, status, at from order_history where order_id = :order order by version";

    private static final Map<String, String> TABLES = new TreeMap<>(Map.of(
            "orders", ORDER, "order_line", LINES, "payment", PAYMENT, "refund_due", REFUNDS, "order_history", HISTORY));

    /// @param rows as a JSON array of objects, the names of the columns with their values
    record Rows(String table, String rows) {}

    private PostgresOrderRows() {}

    /// Nothing of tables that have no row of the order.
    ///
    /// @param snapshot the transaction in which the document was computed
    static List<Rows> of(Connection snapshot, UUID order) {
        return PostgresJdbi.of(snapshot)
                .withHandle(handle -> TABLES.entrySet().stream()
                        .map(it -> new Rows(it.getKey(), read(handle, it.getValue(), order)))
                        .filter(it -> !it.rows().equals("[]"))
                        .toList());
    }

    private static String read(Handle snapshot, String query, UUID order) {
        return snapshot.createQuery("select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text from (" + query + " limit "
                        + ROWS_MAX + ") t")
                .bind("order", order)
                .mapTo(String.class)
                .one();
    }
}
