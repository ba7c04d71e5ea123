package polystore.command.demo.northwind;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A row of Northwind's products with its category and supplier, as one query joins them.
///
/// @param price in US dollars, with cents as SQL rounds the `real` that the table has
/// @param opening opening stock: the units in stock plus all units ever ordered
record ProductRow(
        int productId,
        String productName,
        @Nullable String quantityPerUnit,
        BigDecimal price,
        boolean discontinued,
        @Nullable Integer reorderLevel,
        @Nullable String categoryName,
        @Nullable SupplierRow supplier,
        long opening) {

    record SupplierRow(
            String companyName,
            @Nullable String city,
            @Nullable String country) {}

    String sku() {
        return sku(productId);
    }

    static String sku(int productId) {
        return "NW-" + productId;
    }
}
