package polystore.catalog.products.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.ProductChanged;
import polystore.catalog.products.mongo.UnpublishedProducts;

/// Publishes what was changed: woken by a write in this process, polling for what another left behind.
///
/// At least once, and per product never an older version after a newer one from the same relay; two relays at once may
/// cross, which is why consumers apply a version only if it is higher than theirs.
@ApplicationScoped
public class CatalogRelay {

    private static final Logger LOG = Logger.getLogger(CatalogRelay.class);

    /// Some 2 MB of documents, less than a poll takes.
    private static final int BATCH = 200;
    /// Only after a crash does anything wait for a poll; then it is still published within the promised 5 s.
    private static final long POLL_MS = 2_000;
    /// Kafka or MongoDB away: often enough to be back within seconds.
    private static final long RETRY_MS = 1_000;

    private static final long STOP_MS_MAX = 8_000;

    private final UnpublishedProducts unpublished;
    private final SnapshotSender sender;
    private final Counter published;
    private final Counter failures;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running = true;
    private boolean failing;
    private @Nullable Thread thread;

    public CatalogRelay(UnpublishedProducts unpublished, SnapshotSender sender, MeterRegistry metrics) {
        this.unpublished = unpublished;
        this.sender = sender;
        this.published = metrics.counter("catalog.relay.published");
        this.failures = metrics.counter("catalog.relay.failures");
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("catalog-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        wake.release();
        if (thread != null) {
            thread.join(STOP_MS_MAX);
        }
        sender.close();
    }

    void wake(@Observes ProductChanged change) {
        wake.release();
    }

    /// Publishes one batch.
    ///
    /// @return how many products it was
    int publish() {
        var batch = unpublished.some(BATCH);
        if (batch.isEmpty()) {
            return 0;
        }
        var arrived = sender.send(batch);
        unpublished.published(arrived);
        published.increment(arrived.size());
        return arrived.size();
    }

    private void run() {
        while (running) {
            try {
                await(attempt());
            } catch (InterruptedException e) {
                running = false;
            }
        }
    }

    /// @return how long to wait for the next one, in ms
    private long attempt() {
        try {
            var count = publish();
            failing = false;
            return count == BATCH ? 0 : POLL_MS;
        } catch (RuntimeException e) {
            failures.increment();
            if (!failing) {
                LOG.warnf(e, "Products wait to be published; trying again every %d ms", RETRY_MS);
            }
            failing = true;
            return RETRY_MS;
        }
    }

    private void await(long waitMs) throws InterruptedException {
        if (failing) {
            Thread.sleep(waitMs);
        } else if (wake.tryAcquire(waitMs, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}
