package polystore.command.demo;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Several clients that share out numbered work, each taking the next that nobody has taken.
///
/// @param count how many work at a time
public record Clients(int count, PrintStream out) {
    /// Does `work` for 0 to `size - 1`; the first failure ends it, once what was begun is done.
    ///
    /// @throws RuntimeException that first failure
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
