package polystore.orders.documents;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument.Item;

/// A row of `order_line`, whose currency is its order's.
record LineRow(
        int lineNo,
        String sku,
        String productId,
        String name,
        @Nullable String category,
        int quantity,
        int returned,
        BigDecimal unitPrice) {

    static LineRow of(ResultSet row) throws SQLException {
        return new LineRow(
                row.getInt("line_no"),
                row.getString("sku"),
                row.getString("product_id"),
                row.getString("name"),
                row.getString("category"),
                row.getInt("quantity"),
                row.getInt("returned"),
                row.getBigDecimal("unit_price"));
    }

    Item in(String currency) {
        var price = new Money(unitPrice, currency);
        return new Item(lineNo, sku, productId, name, category, quantity, returned, price, price.times(quantity));
    }
}
