package polystore.gateway.proxy;

import java.util.function.BooleanSupplier;

/// Waits in tests: for a condition, or as the pause that a client or service makes.
final class Await {

    private static final long TIMEOUT_NANOS = 5_000_000_000L;

    private Await() {}

    static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not become true");
            }
            pause(10);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
