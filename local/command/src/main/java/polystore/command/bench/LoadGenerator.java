package polystore.command.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Runs concurrent clients; each has its own connection and makes one call after the other.
final class LoadGenerator {
    /// Limits the memory of one measurement; more calls than one client can make in it.
    private static final int CALLS_MAX = 2_000_000;

    private LoadGenerator() {}

    /// One client with its connection.
    interface Client extends AutoCloseable {

        /// @throws IllegalStateException when the call was not answered as it must be
        void call() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// The duration of each call, of all clients, in nanoseconds.
    ///
    /// @throws IllegalStateException when a call failed
    static long[] run(int clients, Duration length, Callable<Client> open) throws InterruptedException {
        var end = System.nanoTime() + length.toNanos();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<long[]>>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> callUntil(end, open)));
            }
            var all = LongStream.empty();
            for (var one : running) {
                all = LongStream.concat(all, LongStream.of(one.get()));
            }
            return all.toArray();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call of the benchmark failed: " + e.getMessage(), e);
        }
    }

    private static long[] callUntil(long end, Callable<Client> open) throws Exception {
        var took = LongStream.builder();
        try (var client = open.call()) {
            var now = System.nanoTime();
            for (int calls = 0; now < end && calls < CALLS_MAX; calls++) {
                var before = now;
                client.call();
                now = System.nanoTime();
                took.add(now - before);
            }
        }
        return took.build().toArray();
    }
}
