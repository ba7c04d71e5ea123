package polystore.orders.pricebook;

import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;

/// One price of one SKU.
///
/// @param isDefault whether an order without a currency uses this price
/// @param orderable false for drafts, archived and deleted products
public record Offer(
        String sku,
        Money price,
        boolean isDefault,
        String productId,
        String name,
        @Nullable String category,
        boolean orderable) {}
