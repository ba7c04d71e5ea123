package polystore.analytics.documents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polystore.contracts.orders.OrderStatus;

/// The filter of a list; null means any value.
///
/// @param country ISO 3166-1 alpha-2
/// @param placedFrom inclusive
/// @param placedTo exclusive
record OrderFilter(
        @Nullable OrderStatus status,
        @Nullable String sku,
        @Nullable String productId,
        @Nullable String customerId,
        @Nullable String country,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo) {}
