package polystore.orders.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the relay of this process when something was committed; polling covers what other processes commit.
@ApplicationScoped
public class OutboxSignal {

    private final Semaphore waiting = new Semaphore(0);

    /// Something new is, or is about to be, committed.
    public void afterCommit() {
        if (waiting.availablePermits() == 0) {
            waiting.release();
        }
    }

    /// Waits until signalled, at most `millis`.
    public void await(long millis) throws InterruptedException {
        if (waiting.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            waiting.drainPermits();
        }
    }
}
