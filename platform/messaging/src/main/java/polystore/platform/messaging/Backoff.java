package polystore.platform.messaging;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The waits between attempts, each twice as long as the one before it.
final class Backoff {

    private static final long MIN_MS = 100;
    /// Short enough that recovery is seen within seconds, long enough not to hammer a store that is starting.
    private static final long MAX_MS = 2_000;

    private int failures;

    /// @return how many attempts failed before this success
    int reset() {
        var failed = failures;
        failures = 0;
        return failed;
    }

    boolean isFirst() {
        return failures == 0;
    }

    /// Waits, or returns at once when `closing` is over.
    void await(CountDownLatch closing) {
        var waitMs = Math.min(MAX_MS, MIN_MS << Math.min(failures, 10));
        failures++;
        try {
            if (closing.await(waitMs, TimeUnit.MILLISECONDS)) {
                failures = 0;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
