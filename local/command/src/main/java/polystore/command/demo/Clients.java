package polystore.command.demo;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Concurrent clients that work through numbered tasks; each takes the next free number.
///
/// @param count of threads
public record Clients(int count, PrintStream out) {
    /// Runs `work` for 0 to `size - 1`. After the first failure no further number is started.
    ///
    /// @throws RuntimeException the first failure, when the tasks already started have ended
    public void each(String task, int size, IntConsumer work) {
        var next = new AtomicInteger();
        var failure = new AtomicReference<@Nullable RuntimeException>();
        try (var progress = Progress.of(task, size, out);
                var threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                threads.execute(() -> {
                    for (int taken = next.getAndIncrement();
                            taken < size && failure.get() == null;
                            taken = next.getAndIncrement()) {
                        attempt(work, taken, progress, failure);
                    }
                });
            }
        }
        var first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private static void attempt(
            IntConsumer work, int taken, Progress progress, AtomicReference<@Nullable RuntimeException> failure) {
        try {
            work.accept(taken);
            progress.step();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }
}
