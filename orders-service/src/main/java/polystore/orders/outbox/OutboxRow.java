package polystore.orders.outbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.orders.OrderEvent;

/// One event, to be inserted in the transaction of its change.
///
/// @param eventId UUIDv7, by which consumers deduplicate
/// @param payload JSON, as published
public record OutboxRow(
        UUID eventId,
        UUID aggregate,
        int version,
        String type,
        String payload,
        @Nullable String traceparent) {

    public static OutboxRow of(UUID eventId, OrderEvent event, @Nullable String traceparent) {
        return new OutboxRow(
                eventId,
                event.orderId(),
                event.version(),
                event.type(),
                new String(ContractJson.encode(event), StandardCharsets.UTF_8),
                traceparent);
    }
}
