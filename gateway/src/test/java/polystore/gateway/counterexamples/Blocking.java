package polystore.gateway.counterexamples;

import java.util.concurrent.CompletableFuture;

/// Blocks the thread that it runs on.
public final class Blocking {

    private Blocking() {}

    public static <T> T wait(CompletableFuture<T> future) {
        return future.join();
    }
}
