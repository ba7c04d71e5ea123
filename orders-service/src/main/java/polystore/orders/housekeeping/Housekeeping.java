package polystore.orders.housekeeping;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import polystore.orders.idempotency.PostgresIdempotency;
import polystore.orders.order.ExpireOrders;
import polystore.orders.outbox.PostgresPartitions;
import polystore.orders.privacy.RotateMasterKey;
import polystore.orders.time.Now;

/// Runs the scheduled jobs. Every instance runs them; each skips rows that another one has locked.
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final ExpireOrders expireOrders;
    private final PostgresIdempotency idempotency;
    private final PostgresPartitions partitions;
    private final RotateMasterKey rotateMasterKey;
    private final Now now;
    private final Sweep expiry = new Sweep(ExpireOrders.BATCH_MAX);
    private final Sweep keys = new Sweep(PostgresIdempotency.CLEAN_BATCH_MAX);
    private final Sweep masterKeys = new Sweep(RotateMasterKey.BATCH_MAX);

    Housekeeping(
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
        loggingFailures("partitions", partitions::maintain);
    }

    /// Stock is released within about a second of the end of its reservation.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        loggingFailures("expiry", () -> expiry.run(batch -> expireOrders.handle(now.instant(), batch)));
    }

    @Scheduled(every = "60s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void clean() {
        loggingFailures("idempotency keys", () -> keys.run(batch -> idempotency.clean(now.instant(), batch)));
        loggingFailures("master keys", () -> masterKeys.run(rotateMasterKey::handle));
    }

    @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void partition() {
        loggingFailures("partitions", partitions::maintain);
    }

    /// Logs a failure; the health check reports an unavailable database, and the next run tries again.
    private static void loggingFailures(String job, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("The job %s failed, the next run tries again: %s", job, e.getMessage());
        }
    }
}
