package polystore.command.demo.northwind;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.command.demo.Sales;
import polystore.command.demo.northwind.OrderRow.LineRow;
import polystore.command.demo.northwind.OrderRow.ShipRow;
import polystore.contracts.Money;

/// Reads Northwind with one query per kind of row.
final class NorthwindRows {
    private static final String PRODUCTS = """
            select p.product_id, c.category_name, coalesce(p.units_in_stock, 0) + coalesce(o.units, 0) as opening
              from products p
              left join categories c using (category_id)
              left join (select product_id, sum(quantity) as units from order_details group by 1) o using (product_id)
             where p.unit_price is not null
             order by p.product_id
            """;

    private static final String UNPAID_ORDERS = """
            select o.order_id, o.customer_id, o.ship_name, o.ship_address, o.ship_city, o.ship_postal_code, o.ship_country,
                   array_agg(d.product_id::int order by d.product_id) as products,
                   array_agg(d.quantity::int order by d.product_id) as quantities,
                   coalesce(i.attempt, 1) as attempt, i.placed_id
              from orders o
              join order_details d using (order_id)
              left join polystore.imported_order i using (order_id)
             where i.paid_at is null
             group by o.order_id, i.attempt, i.placed_id
             order by o.order_id
            """;

    private static final String SALES = """
            select count(distinct d.order_id) as orders, sum(d.quantity) as units,
                   sum(d.quantity * p.unit_price::numeric(12, 2)) as revenue
              from order_details d join products p using (product_id)
            """;

    private static final String SALES_BY_PRODUCT = """
            select d.product_id, count(*) as orders, sum(d.quantity) as units,
                   sum(d.quantity * p.unit_price::numeric(12, 2)) as revenue
              from order_details d join products p using (product_id)
             group by d.product_id
            """;

    private static final String WINDOW = "select min(began_at), max(paid_at) from polystore.imported_order";

    private final Connection connection;

    NorthwindRows(Connection connection) {
        this.connection = connection;
    }

    List<ProductRow> products() throws SQLException {
        return all(PRODUCTS, NorthwindRows::product);
    }

    /// The orders not yet paid by an import, with their lines, the oldest first.
    List<OrderRow> unpaidOrders() throws SQLException {
        return all(UNPAID_ORDERS, NorthwindRows::order);
    }

    /// All orders, each unit at its product's current price.
    Sales sales() throws SQLException {
        return all(SALES, NorthwindRows::sales).getFirst();
    }

    /// The same by SKU. An order of Northwind has a product in one line only.
    Map<String, Sales> salesBySku() throws SQLException {
        var sales = new HashMap<String, Sales>();
        all(SALES_BY_PRODUCT, row -> sales.put(ProductRow.sku(row.getInt("product_id")), sales(row)));
        return sales;
    }

    /// The interval in which all orders were paid.
    ///
    /// @param to inclusive
    record Window(Instant from, Instant to) {}

    Window window() throws SQLException {
        return all(WINDOW, row -> new Window(at(row.getTimestamp(1)), at(row.getTimestamp(2))))
                .getFirst();
    }

    private static Instant at(@Nullable Timestamp time) {
        if (time == null) {
            throw new IllegalStateException("No order of Northwind was paid");
        }
        return time.toInstant();
    }

    /// Reads one row.
    private interface Reading<T extends @Nullable Object> {
        T of(ResultSet row) throws SQLException;
    }

    private <T extends @Nullable Object> List<T> all(String sql, Reading<T> reading) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reading.of(rows));
            }
            return all;
        }
    }

    private static ProductRow product(ResultSet row) throws SQLException {
        return new ProductRow(row.getInt("product_id"), row.getString("category_name"), row.getLong("opening"));
    }

    private static OrderRow order(ResultSet row) throws SQLException {
        var products = (Integer[]) row.getArray("products").getArray();
        var quantities = (Integer[]) row.getArray("quantities").getArray();
        var lines = new ArrayList<LineRow>();
        for (int i = 0; i < products.length; i++) {
            lines.add(new LineRow(products[i], quantities[i]));
        }
        return new OrderRow(
                row.getInt("order_id"),
                row.getString("customer_id"),
                new ShipRow(
                        row.getString("ship_name"),
                        row.getString("ship_address"),
                        row.getString("ship_city"),
                        row.getString("ship_postal_code"),
                        row.getString("ship_country")),
                List.copyOf(lines),
                row.getInt("attempt"),
                row.getString("placed_id"));
    }

    private static Sales sales(ResultSet row) throws SQLException {
        return new Sales(
                row.getLong("orders"),
                row.getLong("units"),
                new Money(row.getBigDecimal("revenue"), NorthwindProductType.CURRENCY));
    }
}
