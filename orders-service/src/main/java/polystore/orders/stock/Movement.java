package polystore.orders.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the ledger.
///
/// @param quantity units in (positive) or out (negative), never 0
/// @param reference the sender's own id of it, unique per SKU: the same one twice moves stock once
/// @param orderId the order whose shipment or return it is, if any
public record Movement(
        UUID id,
        String sku,
        long quantity,
        String reason,
        @Nullable String reference,
        @Nullable UUID orderId,
        Instant at,
        String by) {}
