package polystore.orders.administration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// A parked event: Kafka refused it, or it waits behind a refused one of the same order.
@Entity
@Immutable
@Table(name = "outbox_parked")
class ParkedEventRow {

    /// The position in the outbox: within one order, the order of its events.
    @Id
    long id;

    @Column(name = "event_id")
    UUID eventId = new UUID(0, 0);

    @Column(name = "aggregate")
    UUID orderId = new UUID(0, 0);

    int version;

    String type = "";

    Instant at = Instant.EPOCH;

    String cause = "";
}
