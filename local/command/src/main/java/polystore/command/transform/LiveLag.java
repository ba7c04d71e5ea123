package polystore.command.transform;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How late documents are: the delay of the last batch, as long as it is recent, and while a write is not done, the
/// time
/// since it began.
final class LiveLag {

    /// Then the documents are up to date: no further change has arrived.
    private static final long RECENT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    private long lastNanos;
    private long writtenNanos;
    private long blockedNanos;
    private boolean blocked;

    LiveLag(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// A batch is written, this long after its last transaction.
    synchronized void written(Duration delay) {
        blocked = false;
        lastNanos = Math.max(0, delay.toNanos());
        writtenNanos = nanoTime.getAsLong();
    }

    /// A write begins, or failed and will be repeated.
    synchronized void blocked() {
        if (!blocked) {
            blocked = true;
            blockedNanos = nanoTime.getAsLong();
        }
    }

    synchronized void unblocked() {
        blocked = false;
    }

    synchronized double seconds() {
        var now = nanoTime.getAsLong();
        var last = now - writtenNanos < RECENT_NANOS ? lastNanos : 0;
        var waiting = blocked ? now - blockedNanos : 0;
        return Math.max(last, waiting) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
