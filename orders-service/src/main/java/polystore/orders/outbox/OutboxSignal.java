package polystore.orders.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the relay of this process once an outbox row is committed; the relay finds the rows of other processes by
/// polling.
@ApplicationScoped
public class OutboxSignal {

    private final Semaphore waiting = new Semaphore(0);

    /// To be called after a commit: before it, the relay would look too early and then sleep.
    public void wake() {
        if (waiting.availablePermits() == 0) {
            waiting.release();
        }
    }

    /// Waits until [#wake] was called, at most `millis`.
    ///
    /// @return whether it was woken
    public boolean await(long millis) throws InterruptedException {
        var woken = waiting.tryAcquire(millis, TimeUnit.MILLISECONDS);
        if (woken) {
            waiting.drainPermits();
        }
        return woken;
    }
}
