package polystore.orders.outbox;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import polystore.contracts.ContractJson;
import polystore.contracts.orders.OrderEvent;

/// One announcement, to be appended in the transaction that makes it true.
///
/// @param eventId UUIDv7; what consumers deduplicate by
/// @param payload JSON, as it will be published
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

    /// Binds all but the aggregate and version, which statements take from the order.
    public void bindTo(SqlStatement<?> statement) {
        statement
                .bind("eventId", eventId)
                .bind("type", type)
                .bind("payload", payload)
                .bind("traceparent", traceparent);
    }
}
