package polystore.command.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import polystore.command.images.ImageRun;
import polystore.command.stack.Memory;
import polystore.stores.FreePort;
import polystore.stores.ServerProcess;

/// One start of a service, its first seconds under load, and its throughput when warm.
///
/// @param startMillis from the start of the process to the first response 200
/// @param megabytes resident after 10 thousand requests, or at the end when there were fewer
/// @param coldPerSecond requests in the first seconds
/// @param warmPerSecond requests after the warm-up
record StartMeasurement(double startMillis, double megabytes, double coldPerSecond, double warmPerSecond) {
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 10_000;
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final int LINES_SHOWN = 20;
    private static final double MEBIBYTE = 1024 * 1024;

    /// @param seconds in which requests are counted
    /// @param warmUpSeconds of load between the two counts
    record Plan(int seconds, int warmUpSeconds) {}

    interface Starter {
        ServerProcess start(int port) throws IOException;
    }

    double coldShare() {
        return coldPerSecond / warmPerSecond;
    }

    static StartMeasurement of(ImageRun image, Starter starter, Plan plan) throws IOException, InterruptedException {
        var port = FreePort.next();
        var address = URI.create(image.address(port));
        var requests = image.requests(port);
        var begun = System.nanoTime();
        try (var server = starter.start(port)) {
            awaitFirst(requests.getFirst(), address, server);
            var startMillis = (System.nanoTime() - begun) / 1e6;
            return underLoad(requests, address, server, plan, startMillis);
        }
    }

    private static StartMeasurement underLoad(
            List<String> requests, URI address, ServerProcess server, Plan plan, double startMillis)
            throws InterruptedException {
        var done = new AtomicLong();
        var ended = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var running = new ArrayList<Future<Void>>();
            for (var client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> call(requests, address, done, ended)));
            }
            var pid = server.process().pid();
            var memory = new double[1];
            var cold = perSecond(done, plan.seconds(), pid, memory);
            perSecond(done, plan.warmUpSeconds(), pid, memory);
            var warm = perSecond(done, plan.seconds(), pid, memory);
            if (memory[0] == 0) {
                memory[0] = megabytes(pid);
            }
            ended.set(true);
            for (var client : running) {
                client.get();
            }
            return new StartMeasurement(startMillis, memory[0], cold, warm);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request failed: " + e.getCause(), e);
        }
    }

    /// Counts for some seconds, and notes the memory when the number of requests is reached.
    private static double perSecond(AtomicLong done, int seconds, long pid, double[] memory)
            throws InterruptedException {
        var begun = System.nanoTime();
        var before = done.get();
        while (System.nanoTime() - begun < seconds * 1e9) {
            Thread.sleep(20);
            if (memory[0] == 0 && done.get() >= REQUESTS) {
                memory[0] = megabytes(pid);
            }
        }
        return (done.get() - before) / ((System.nanoTime() - begun) / 1e9);
    }

    private static Void call(List<String> requests, URI address, AtomicLong done, AtomicBoolean ended)
            throws IOException {
        try (var connection = HttpConnection.to(address)) {
            while (!ended.get()) {
                for (var request : requests) {
                    var status = connection.exchange(ImageRun.bytes(request)).status();
                    if (status >= 500) {
                        throw new IOException("status " + status);
                    }
                    done.incrementAndGet();
                }
            }
        }
        return null;
    }

    private static void awaitFirst(String request, URI address, ServerProcess server) throws InterruptedException {
        var end = System.nanoTime() + START_MAX.toNanos();
        while (!answers(request, address)) {
            if (!server.process().isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The service does not answer:\n" + server.lastLines(LINES_SHOWN));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static boolean answers(String request, URI address) {
        try (var connection = HttpConnection.to(address)) {
            return connection.exchange(ImageRun.bytes(request)).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static double megabytes(long pid) {
        return Memory.residentBytes(pid).orElse(0) / MEBIBYTE;
    }
}
