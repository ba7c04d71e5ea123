package polystore.catalog.reading;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import polystore.catalog.availability.BandsChanged;
import polystore.catalog.products.ProductChanged;

/// Runs [InvalidateRedis] after a change in this process, and every second for the changes of instances that died or
/// cannot reach Redis.
@ApplicationScoped
class RedisInvalidationTask {

    private static final Logger LOG = Logger.getLogger(RedisInvalidationTask.class);

    private static final long EVERY_MS = 1_000;
    private static final long STOP_SECONDS_MAX = 5;

    private final InvalidateRedis invalidate;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("redis-invalidation").daemon().factory());
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean failing;

    RedisInvalidationTask(InvalidateRedis invalidate) {
        this.invalidate = invalidate;
    }

    void start(@Observes StartupEvent started) {
        var _ = thread.scheduleWithFixedDelay(this::run, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        thread.shutdownNow();
        var _ = thread.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }

    void changed(@Observes ProductChanged change) {
        wake();
    }

    void changed(@Observes BandsChanged change) {
        if (!change.skus().isEmpty()) {
            wake();
        }
    }

    /// Changes that arrive before the next run begins are all processed by that run.
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            thread.execute(this::run);
        }
    }

    private void run() {
        woken.set(false);
        try {
            invalidate.handle();
            failing = false;
        } catch (RuntimeException | Error e) {
            // Caught, because the executor never repeats a task that has thrown; the next run finds the marks.
            if (!failing) {
                LOG.warnf(e, "Copies in Redis could not be invalidated; retrying every %d ms", EVERY_MS);
            }
            failing = true;
        }
    }
}
