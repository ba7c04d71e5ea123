package polystore.gateway.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/// Bounds the requests in flight to one service, so that one slow service cannot take all of the gateway. Source:
/// Nygard, Release It!, "Bulkheads".
final class Bulkhead {

    private final int max;
    private final AtomicInteger inFlight = new AtomicInteger();

    Bulkhead(int max) {
        this.max = max;
    }

    /// @return whether there was room; then [#release] must follow
    boolean tryAcquire() {
        if (inFlight.incrementAndGet() <= max) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    void release() {
        inFlight.decrementAndGet();
    }

    int inFlight() {
        return inFlight.get();
    }
}
