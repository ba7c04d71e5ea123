package polystore.command.demo.northwind;

import org.jspecify.annotations.Nullable;

/// What a product's row says beside its document.
///
/// @param opening opening stock: the units in stock plus all units ever ordered
record ProductRow(int productId, @Nullable String categoryName, long opening) {

    String sku() {
        return sku(productId);
    }

    static String sku(int productId) {
        return "NW-" + productId;
    }
}
