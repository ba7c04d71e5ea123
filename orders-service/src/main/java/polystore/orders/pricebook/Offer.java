package polystore.orders.pricebook;

import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;

/// One price of one SKU.
///
/// @param isDefault the currency an order gets when it asks for none
/// @param orderable false for drafts, archived and deleted products
public record Offer(
        String sku,
        Money price,
        boolean isDefault,
        String productId,
        String name,
        @Nullable String category,
        boolean orderable) {}
