package polystore.gateway.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/// So many at once and no more, so that one slow service cannot take all of the gateway.
final class Bulkhead {

    private final int max;
    private final AtomicInteger inside = new AtomicInteger();

    Bulkhead(int max) {
        this.max = max;
    }

    boolean enter() {
        if (inside.incrementAndGet() <= max) {
            return true;
        }
        inside.decrementAndGet();
        return false;
    }

    void leave() {
        inside.decrementAndGet();
    }

    int inside() {
        return inside.get();
    }
}
