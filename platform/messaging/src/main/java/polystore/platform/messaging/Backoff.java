package polystore.platform.messaging;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Exponential backoff between attempts.
public final class Backoff {

    private static final long MIN_MS = 100;
    /// Short enough to recover within seconds, long enough not to overload a store that is starting.
    private static final long MAX_MS = 2_000;

    private int failures;

    /// @return how many attempts failed before this success
    public int reset() {
        var failed = failures;
        failures = 0;
        return failed;
    }

    public boolean isFirst() {
        return failures == 0;
    }

    /// Waits, but no longer than until `closing` is counted down.
    public void await(CountDownLatch closing) {
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
