package polystore.gateway.proxy;

import io.vertx.core.Vertx;
import java.time.Duration;

/// Expires when no byte has moved for the idle timeout, or when the exchange has taken longer than the total timeout.
final class ExchangeTimeout {

    private static final long NEVER = Long.MAX_VALUE;

    private final Vertx vertx;
    private final Runnable onExpiry;
    private final long totalDeadlineMs;
    private long idleMs;
    private long lastActivityMs;
    private long timer = -1;

    ExchangeTimeout(Vertx vertx, ProxyConfig.Traffic limits, Runnable onExpiry) {
        this.vertx = vertx;
        this.onExpiry = onExpiry;
        this.idleMs = limits.idleTimeout().toMillis();
        this.lastActivityMs = System.currentTimeMillis();
        this.totalDeadlineMs = deadline(lastActivityMs, limits.totalTimeout());
        schedule();
    }

    /// A byte moved, in either direction.
    void activity() {
        lastActivityMs = System.currentTimeMillis();
    }

    void disableIdleTimeout() {
        idleMs = 0;
    }

    /// Whether the idle timeout has passed, not only the total one.
    boolean isIdle() {
        return System.currentTimeMillis() >= idleDeadlineMs();
    }

    void cancel() {
        vertx.cancelTimer(timer);
    }

    private void schedule() {
        var deadlineMs = Math.min(totalDeadlineMs, idleDeadlineMs());
        var leftMs = deadlineMs - System.currentTimeMillis();
        if (leftMs <= 0) {
            onExpiry.run();
        } else if (deadlineMs != NEVER) {
            timer = vertx.setTimer(leftMs, fired -> schedule());
        }
    }

    private long idleDeadlineMs() {
        return idleMs == 0 ? NEVER : lastActivityMs + idleMs;
    }

    private static long deadline(long startMs, Duration total) {
        return total.isZero() ? NEVER : startMs + total.toMillis();
    }
}
