package polystore.orders.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the ledger.
///
/// @param quantity units in (positive) or out (negative), never 0
/// @param reference the sender's id of the movement, unique per SKU: a repeated movement is booked once
/// @param orderId the order that was shipped or returned, null for none
public record Movement(
        UUID id,
        String sku,
        long quantity,
        String reason,
        @Nullable String reference,
        @Nullable UUID orderId,
        Instant at,
        String by) {}
