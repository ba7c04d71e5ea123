package polystore.orders.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A committed outbox row as the relay sees it.
///
/// @param id assigned before the commit; increases per aggregate, but not in commit order across aggregates
/// @param xid the transaction that wrote it
/// @param payload JSON, UTF-8
public record OutboxEntry(
        long id,
        long xid,
        Instant at,
        UUID eventId,
        UUID aggregate,
        int version,
        String type,
        String payload,
        @Nullable String traceparent) {

    /// The type of a row that is no event, but asks for the document of its order to be published again.
    public static final String DOCUMENT_REQUESTED = "DocumentRequested";

    boolean isEvent() {
        return !type.equals(DOCUMENT_REQUESTED);
    }
}
