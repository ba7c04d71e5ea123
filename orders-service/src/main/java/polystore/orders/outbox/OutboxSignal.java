package polystore.orders.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the relay of this process once an outbox row is committed; the relay finds the rows of other processes by
/// polling.
@ApplicationScoped
public class OutboxSignal {

    private final Semaphore waiting = new Semaphore(0);

    /// Must be called after the commit, because before it the relay would not find the row and sleep.
    public void wake() {
        if (waiting.availablePermits() == 0) {
            waiting.release();
        }
    }

    /// Waits until [#wake] is called, at most `millis`.
    ///
    /// @return whether [#wake] was called
    public boolean await(long millis) throws InterruptedException {
        var woken = waiting.tryAcquire(millis, TimeUnit.MILLISECONDS);
        if (woken) {
            waiting.drainPermits();
        }
        return woken;
    }
}
