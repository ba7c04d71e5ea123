package polystore.orders.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/// Daily partitions of the outbox, created in advance and dropped by a function that runs with the owner's rights.
@ApplicationScoped
public class PostgresPartitions {

    /// Days created in advance, so that a partition exists even after the service did not run for a week.
    private static final int DAYS_AHEAD = 7;

    private static final String MAINTAIN = "select outbox_partitions(:ahead, :kept)::text";

    private final Jdbi jdbi;
    private final int daysKept;

    public PostgresPartitions(
            Jdbi jdbi, @ConfigProperty(name = "polystore.orders.outbox-days", defaultValue = "7") int daysKept) {
        this.jdbi = jdbi;
        this.daysKept = daysKept;
    }

    /// Creates missing partitions and drops old ones whose rows were delivered.
    public void maintain() {
        jdbi.useHandle(handle -> handle.createQuery(MAINTAIN)
                .bind("ahead", DAYS_AHEAD)
                .bind("kept", daysKept)
                .mapTo(String.class)
                .one());
    }
}
