package polystore.command.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs several tasks in parallel.
final class Parallel {
    private Parallel() {}

    /// Runs all tasks and waits until all have ended; then throws their failures as one exception.
    static void run(List<Runnable> tasks) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            tasks.forEach(task -> running.add(executor.submit(task)));
            var failures =
                    running.stream().flatMap(future -> failure(future).stream()).toList();
            if (!failures.isEmpty()) {
                throw new IllegalStateException(
                        String.join(
                                "\n",
                                failures.stream().map(Throwable::getMessage).toList()),
                        failures.getFirst());
            }
        }
    }

    private static Optional<Throwable> failure(Future<?> future) {
        try {
            future.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.ofNullable(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }
}
