package polystore.orders.administration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// The metadata of a customer's data key: the master key that wraps it, and its creation time.
@Entity
@Immutable
@Table(name = "customer_key")
class CustomerKeyRow {

    @Id
    @Column(name = "customer_id")
    String customerId = "";

    @Column(name = "key_id")
    UUID keyId = new UUID(0, 0);

    @Column(name = "master_key")
    String masterKey = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;
}
