package polystore.transformers.backfill;

import java.util.concurrent.TimeUnit;

/// Lets so many roots a second through, over all workers of this process.
final class Throttle {

    private final long rootsPerSecondMax;
    private long free = System.nanoTime();

    /// @param rootsPerSecondMax 0 for as many as there are
    Throttle(long rootsPerSecondMax) {
        this.rootsPerSecondMax = rootsPerSecondMax;
    }

    /// How many roots may be read at a time: what a second has room for.
    int atOnce(int max) {
        return rootsPerSecondMax == 0 ? max : (int) Math.min(max, rootsPerSecondMax);
    }

    /// Counts roots that were done.
    synchronized void count(int roots) {
        if (rootsPerSecondMax > 0) {
            free = Math.max(free, System.nanoTime()) + TimeUnit.SECONDS.toNanos(roots) / rootsPerSecondMax;
        }
    }

    /// Waits until the roots that were counted have had their time.
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(free() - System.nanoTime());
    }

    private synchronized long free() {
        return free;
    }
}
