package polystore.orders.documents;

import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import polystore.orders.outbox.OutboxEntry;
import polystore.orders.outbox.OutboxSignal;

/// Has the relay publish documents again. Only the relay that leads may, so that documents of one order stay in the
/// order of their tickets: it is asked by a row of the outbox that is no event.
@ApplicationScoped
class PostgresDocumentRequests {

    static final String REQUEST = """
        insert into outbox (event_id, aggregate, version, type, payload)
        select :eventId, id, 0, :type, '{}' from orders where id = :id
        """;

    static final String NEWEST = "select id from orders order by id desc limit :limit";

    private final Jdbi jdbi;
    private final TimeBasedEpochGenerator ids;
    private final OutboxSignal signal;

    PostgresDocumentRequests(Jdbi jdbi, TimeBasedEpochGenerator ids, OutboxSignal signal) {
        this.jdbi = jdbi;
        this.ids = ids;
        this.signal = signal;
    }

    /// @return whether there is such an order
    boolean publish(UUID order) {
        var inserted = jdbi.withHandle(handle -> handle.createUpdate(REQUEST)
                .bind("eventId", ids.generate())
                .bind("type", OutboxEntry.DOCUMENT_REQUESTED)
                .bind("id", order)
                .execute());
        signal.wake();
        return inserted == 1;
    }

    /// The newest orders first; ids are made in the order of time.
    List<UUID> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(NEWEST)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
    }
}
