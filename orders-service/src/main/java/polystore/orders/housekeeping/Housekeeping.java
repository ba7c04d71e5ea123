package polystore.orders.housekeeping;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.ExpireOrders;
import polystore.orders.outbox.PostgresPartitions;
import polystore.orders.privacy.RotateMasterKey;
import polystore.orders.time.Now;

/// The clock's work. Every instance does it; rows are skipped that another one holds.
@ApplicationScoped
public class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    /// A sweep ends after this many batches, so that one job never starves the others; the next goes on.
    private static final int BATCHES_MAX = 100;

    private final ExpireOrders expireOrders;
    private final PostgresIdempotency idempotency;
    private final PostgresPartitions partitions;
    private final RotateMasterKey rotateMasterKey;
    private final Now now;

    public Housekeeping(
            ExpireOrders expireOrders,
            PostgresIdempotency idempotency,
            PostgresPartitions partitions,
            RotateMasterKey rotateMasterKey,
            Now now) {
        this.expireOrders = expireOrders;
        this.idempotency = idempotency;
        this.partitions = partitions;
        this.rotateMasterKey = rotateMasterKey;
        this.now = now;
    }

    void start(@Observes StartupEvent started) {
        quietly("partitions", partitions::maintain);
    }

    /// Stock is back within a second of the end of its reservation.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        quietly("expiry", () -> repeat(ExpireOrders.BATCH, () -> expireOrders.handle(now.instant())));
    }

    @Scheduled(every = "60s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void clean() {
        quietly(
                "idempotency keys",
                () -> repeat(PostgresIdempotency.CLEAN_BATCH, () -> idempotency.clean(now.instant())));
        quietly("master keys", () -> repeat(1, rotateMasterKey::handle));
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void partition() {
        quietly("partitions", partitions::maintain);
    }

    private static void repeat(int fullBatch, IntSupplier batch) {
        var batches = 1;
        while (batch.getAsInt() >= fullBatch && batches < BATCHES_MAX) {
            batches++;
        }
    }

    /// A database that is away is reported by the health check; the next turn tries again.
    private static void quietly(String job, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("Housekeeping of %s is put off: %s", job, e.getMessage());
        }
    }
}
