package polystore.catalog.publishing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import polystore.catalog.categories.CategoriesRelay;
import polystore.catalog.categories.CategoryChanged;
import polystore.catalog.products.ProductChanged;

/// Publishes changed products and categories: woken by a write in this process, and polling for changes of other
/// instances.
///
/// Delivery is at least once. One relay never sends an older version of a product after a newer one; two relays
/// may, which is why consumers apply a version only if it is higher than theirs.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.catalog.relay.waiting` | | changed products of the last batch that Kafka has not, at most 200 |
/// | `polystore.catalog.relay.oldest.age.seconds` | | at most the age of the oldest unpublished change, 0 for none |
/// | `polystore.catalog.relay.published` | | products acknowledged by Kafka |
/// | `polystore.catalog.relay.failures` | | batches that failed, each tried again |
@ApplicationScoped
class CatalogRelay {

    private static final Logger LOG = Logger.getLogger(CatalogRelay.class);

    /// Products per batch, some 2 MB of documents.
    private static final int BATCH = 200;
    /// Limits the ids of products changed in this process; further changes are found by the poll.
    private static final int CHANGED_MAX = 2_000;
    /// After a crash a change is found by the poll, and is still published within 5 s.
    private static final long POLL_MS = 2_000;
    /// The pause while Kafka or MongoDB is unavailable.
    private static final long RETRY_MS = 1_000;

    private static final long STOP_MS_MAX = 8_000;

    private final MongoUnpublishedProducts unpublished;
    private final SnapshotSender sender;
    private final CategoriesRelay categories;
    private final CatalogBacklog backlog = new CatalogBacklog(System::nanoTime);
    private final Counter published;
    private final Counter failures;
    private final Semaphore wake = new Semaphore(0);
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile boolean running = true;
    private boolean failing;
    private long polledNanos = System.nanoTime();
    private @Nullable Thread thread;

    public CatalogRelay(
            MongoUnpublishedProducts unpublished,
            SnapshotSender sender,
            CategoriesRelay categories,
            MeterRegistry metrics) {
        this.unpublished = unpublished;
        this.sender = sender;
        this.categories = categories;
        this.published = metrics.counter("polystore.catalog.relay.published");
        this.failures = metrics.counter("polystore.catalog.relay.failures");
        metrics.gauge("polystore.catalog.relay.waiting", backlog, CatalogBacklog::waiting);
        metrics.gauge("polystore.catalog.relay.oldest.age.seconds", backlog, CatalogBacklog::ageSeconds);
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
    }

    CatalogBacklog backlog() {
        return backlog;
    }

    void wake(@Observes ProductChanged change) {
        if (changed.size() < CHANGED_MAX) {
            changed.add(change.id());
        }
        wake.release();
    }

    void wake(@Observes CategoryChanged change) {
        wake.release();
    }

    /// Publishes one batch of products.
    ///
    /// @return how many products were published
    int publish() throws InterruptedException {
        var batch = batch();
        backlog.found(batch.size());
        if (batch.isEmpty()) {
            return 0;
        }
        var refused = sender.send(batch);
        unpublished.setAside(refused);
        var arrived =
                batch.stream().filter(product -> !refused.containsKey(product)).toList();
        unpublished.published(arrived);
        published.increment(arrived.size());
        if (batch.size() < BATCH && changed.isEmpty()) {
            backlog.published();
        }
        return arrived.size();
    }

    /// Products changed in this process are read by id; when a poll is due, or there are no changes, any
    /// unpublished products are read.
    private List<Unpublished> batch() {
        if (changed.isEmpty() || System.nanoTime() - polledNanos > TimeUnit.MILLISECONDS.toNanos(POLL_MS)) {
            polledNanos = System.nanoTime();
            return unpublished.some(BATCH);
        }
        var ids = changed.stream().limit(BATCH).toList();
        // Removed before the products are read: a change after the read adds its id again.
        ids.forEach(changed::remove);
        return unpublished.among(ids);
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
    private long attempt() throws InterruptedException {
        try {
            // Categories come last: what fails for them does not hold up products.
            var count = publish();
            var more = categories.publish();
            failing = false;
            return more || count == BATCH || !changed.isEmpty() ? 0 : POLL_MS;
        } catch (RuntimeException e) {
            failures.increment();
            backlog.failed();
            if (!failing) {
                LOG.warnf(e, "Products and categories could not be published; retrying every %d ms", RETRY_MS);
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
