package polystore.gateway.proxy;

import io.vertx.core.Vertx;
import java.time.Duration;

/// Runs out when nothing has moved for too long, or when the whole has taken too long.
final class Patience {

    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final Runnable ranOut;
    private final long endMs;
    private long silenceMs;
    private long movedMs;
    private long timer = -1;

    Patience(Vertx vertx, CarryingConfig.Bounds bounds, Runnable ranOut) {
        this.vertx = vertx;
        this.ranOut = ranOut;
        this.silenceMs = bounds.silence().toMillis();
        this.movedMs = System.currentTimeMillis();
        this.endMs = after(movedMs, bounds.total());
        watch();
    }

    /// Something moved, in either direction.
    void moved() {
        movedMs = System.currentTimeMillis();
    }

    /// From here on silence is normal.
    void allowSilence() {
        silenceMs = 0;
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void watch() {
        var left = dueMs() - System.currentTimeMillis();
        if (left <= 0) {
            ranOut.run();
        } else if (dueMs() != NEVER) {
            timer = vertx.setTimer(left, fired -> watch());
        }
    }

    private long dueMs() {
        return Math.min(endMs, silenceMs == 0 ? NEVER : movedMs + silenceMs);
    }

    private static long after(long startMs, Duration total) {
        return total.isZero() ? NEVER : startMs + total.toMillis();
    }
}
