package polystore.analytics.documents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polystore.contracts.orders.OrderStatus;

/// Which orders; what is null does not matter.
///
/// @param country ISO 3166-1 alpha-2
/// @param placedFrom inclusive
/// @param placedTo exclusive
public record OrderFilter(
        @Nullable OrderStatus status,
        @Nullable String sku,
        @Nullable String productId,
        @Nullable String customerId,
        @Nullable String country,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo) {}
