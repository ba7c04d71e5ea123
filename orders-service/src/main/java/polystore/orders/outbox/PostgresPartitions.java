package polystore.orders.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/// Daily partitions of the outbox, made ahead and dropped behind by a function of the owner's.
@ApplicationScoped
public class PostgresPartitions {

    /// A week in which nobody starts the service must not leave it without a partition to write to.
    private static final int DAYS_AHEAD = 7;

    private static final String MAINTAIN = "select outbox_partitions(:ahead, :kept)::text";

    private final Jdbi jdbi;
    private final int daysKept;

    public PostgresPartitions(
            Jdbi jdbi, @ConfigProperty(name = "polystore.orders.outbox-days", defaultValue = "7") int daysKept) {
        this.jdbi = jdbi;
        this.daysKept = daysKept;
    }

    /// Makes what is missing and drops what is old and delivered.
    public void maintain() {
        jdbi.useHandle(handle -> handle.createQuery(MAINTAIN)
                .bind("ahead", DAYS_AHEAD)
                .bind("kept", daysKept)
                .mapTo(String.class)
                .one());
    }
}
