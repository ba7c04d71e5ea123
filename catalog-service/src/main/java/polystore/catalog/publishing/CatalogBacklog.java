package polystore.catalog.publishing;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// What the relay knows of the changes that it has not published: it polls for them, so a change is at most as old as
/// the last poll that left none.
final class CatalogBacklog {

    private final LongSupplier nanoTime;
    private long emptyNanos;
    private long waiting;
    private boolean behind;

    CatalogBacklog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.emptyNanos = nanoTime.getAsLong();
    }

    /// A batch was read.
    synchronized void found(int products) {
        waiting = products;
        if (products == 0) {
            emptyNanos = nanoTime.getAsLong();
        }
        behind = products > 0;
    }

    /// Everything that the batch had was published, and nothing else waits.
    synchronized void published() {
        waiting = 0;
        behind = false;
        emptyNanos = nanoTime.getAsLong();
    }

    /// Neither MongoDB nor Kafka may be relied upon: there may be changes that nobody sees.
    synchronized void failed() {
        behind = true;
    }

    synchronized long waiting() {
        return waiting;
    }

    synchronized double ageSeconds() {
        return behind ? TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - emptyNanos) / 1000.0 : 0;
    }
}
