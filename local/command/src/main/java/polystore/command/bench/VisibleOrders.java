package polystore.command.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import polystore.stores.Credentials;

/// Places orders over HTTP at fixed times, and measures for each the time from the response, which follows the commit,
/// until its facts are committed in the database of analytics.
///
/// @param jdbcUrl of the database of analytics
record VisibleOrders(URI orders, ServiceLoad load, String jdbcUrl, Credentials user) {

    private static final int CLIENTS = 16;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LATEST_SECONDS = 30;

    /// @param perSecond orders that were placed per second
    /// @param nanos of each order that became visible, ascending
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Result(double perSecond, long[] nanos, int placed) {
        double millis(double quantile) {
            return nanos.length == 0 ? Double.NaN : nanos[(int) Math.ceil(quantile * nanos.length) - 1] / 1e6;
        }
    }

    Result run(int perSecond, int seconds) throws SQLException, InterruptedException {
        var count = perSecond * seconds;
        var pending = new ConcurrentHashMap<UUID, Long>();
        var started = System.nanoTime();
        var took = new ArrayList<Long>();
        var placedInSeconds = 0.0;
        try (var clients = Executors.newFixedThreadPool(CLIENTS);
                var connection = DriverManager.getConnection(jdbcUrl, user.user(), user.password())) {
            var running = new ArrayList<Future<?>>();
            for (var client = 0; client < CLIENTS; client++) {
                var first = client;
                running.add(clients.submit(() -> {
                    place(first, count, perSecond, started, pending);
                    return null;
                }));
            }
            var latest = Long.MAX_VALUE;
            while (took.size() < count && System.nanoTime() < latest) {
                took.addAll(seen(connection, pending));
                if (latest == Long.MAX_VALUE && running.stream().allMatch(Future::isDone)) {
                    placedInSeconds = (System.nanoTime() - started) / 1e9;
                    latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATEST_SECONDS);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
            for (var client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An order of the benchmark failed: " + e.getMessage(), e);
        }
        var nanos = took.stream().mapToLong(it -> it).sorted().toArray();
        var all = placedInSeconds == 0 ? (System.nanoTime() - started) / 1e9 : placedInSeconds;
        return new Result(count / all, nanos, count);
    }

    /// A client that is late places its next order at once.
    private void place(int first, int count, int perSecond, long started, Map<UUID, Long> pending) throws Exception {
        try (var connection = HttpConnection.to(orders)) {
            for (var order = first; order < count; order += CLIENTS) {
                var due = started + order * TimeUnit.SECONDS.toNanos(1) / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                pending.put(UUID.fromString(load.place(connection)), System.nanoTime());
            }
        }
    }

    /// Removes the orders that are visible now.
    private static ArrayList<Long> seen(Connection connection, Map<UUID, Long> pending) throws SQLException {
        var took = new ArrayList<Long>();
        var ids = pending.keySet().toArray(UUID[]::new);
        if (ids.length == 0) {
            return took;
        }
        try (var statement = connection.prepareStatement("select order_id from order_fact where order_id = any(?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", ids));
            var rows = statement.executeQuery();
            var now = System.nanoTime();
            while (rows.next()) {
                var since = pending.remove(rows.getObject(1, UUID.class));
                if (since != null) {
                    took.add(now - since);
                }
            }
        }
        return took;
    }
}
