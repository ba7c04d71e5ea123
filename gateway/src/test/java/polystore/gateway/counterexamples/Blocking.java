package polystore.gateway.counterexamples;

import java.util.concurrent.CompletableFuture;

/// Waits on whatever thread it is on.
public final class Blocking {

    private Blocking() {}

    public static <T> T wait(CompletableFuture<T> future) {
        return future.join();
    }
}
