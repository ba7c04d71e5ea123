package polystore.transformers.live;

import io.agroal.api.AgroalDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import polystore.platform.testing.TestStores;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.extract.Engine;
import polystore.transformers.file.MappingReader;
import polystore.transformers.run.Recompute;

/// A mapping that is followed in a thread, and what it told.
final class LiveRun implements LiveProgress, AutoCloseable {

    static final String TARGET = "target";
    private static final long WITHIN_S = 60;

    private final Engine engine;
    private final String name;
    private final AgroalDataSource pool;
    private final Live live;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Void> running;
    final List<String> alarms = new CopyOnWriteArrayList<>();
    final List<String> waits = new CopyOnWriteArrayList<>();
    final AtomicInteger recomputes = new AtomicInteger();
    final AtomicInteger follows = new AtomicInteger();
    final AtomicInteger roots = new AtomicInteger();

    LiveRun(Engine engine, String yaml) throws SQLException {
        this(engine, yaml, UnaryOperator.identity());
    }

    LiveRun(Engine engine, String yaml, UnaryOperator<LiveStores> changed) throws SQLException {
        this.engine = engine;
        var mapping = MappingReader.read(yaml).mapping();
        name = mapping.name();
        pool = SourcePool.of(engine.source(), 1);
        live = new Live(mapping, engine.source(), changed.apply(engine.stores(pool)), settings(), this);
        running = thread.submit(() -> {
            live.run();
            return null;
        });
    }

    static LiveSettings settings() {
        return new LiveSettings(
                TARGET,
                1,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                Duration.ofSeconds(1));
    }

    /// The owner of the test's database may use replication; users are of the whole server.
    static void allowReplication(Engine engine) throws SQLException {
        asSuperuser(engine, "alter role \"" + engine.source().getUser() + "\" replication");
    }

    static void asSuperuser(Engine engine, String sql) throws SQLException {
        var superuser = TestStores.postgres().superuser();
        try (var connection =
                        DriverManager.getConnection(engine.source().getURL(), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Waits until all changes made before are written and confirmed.
    void settle() throws Exception {
        try (var connection = engine.source().getConnection();
                var now = connection.prepareStatement("select pg_current_wal_insert_lsn()::text");
                var row = now.executeQuery()) {
            row.next();
            var position = row.getString(1);
            await(() -> confirmed(position));
        }
    }

    private boolean confirmed(String position) throws SQLException {
        try (var connection = engine.source().getConnection();
                var query = connection.prepareStatement(
                        "select coalesce(bool_or(confirmed >= ?::pg_lsn and not reconcile), false) from polystore.live"
                                + " where mapping = ?")) {
            query.setString(1, position);
            query.setString(2, name);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    void await(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        while (!condition.call()) {
            if (running.isDone()) {
                running.get();
                throw new AssertionError("it ended");
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + WITHIN_S + " s; alarms " + alarms + ", waits " + waits);
            }
            Thread.sleep(20);
        }
    }

    String slot() {
        return LiveState.slot(name, TARGET);
    }

    /// Stops after what is being written; the slot stays.
    void stop() throws Exception {
        live.stop();
        running.get(WITHIN_S, TimeUnit.SECONDS);
    }

    /// Waits for a failure at the start.
    void end() throws Exception {
        running.get(WITHIN_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        live.stop();
        thread.close();
        pool.close();
    }

    /// The server has only a few slots, and keeps its log for each.
    void dropSlot() throws SQLException {
        try (var connection = engine.source().getConnection()) {
            Slot.drop(connection, slot());
        }
    }

    @Override
    public void alarm(String message) {
        alarms.add(message);
    }

    @Override
    public Backfill.Progress recomputes() {
        recomputes.incrementAndGet();
        return new Backfill.Progress() {
            @Override
            public void begins(Backfills.Status before, boolean resumed) {}

            @Override
            public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
        };
    }

    @Override
    public void follows() {
        follows.incrementAndGet();
    }

    @Override
    public void written(int changes, int count, List<Recompute.DeadLetter> deadLetters, @Nullable Instant committedAt) {
        roots.addAndGet(count);
    }

    @Override
    public void waits(String cause, Duration time) {
        waits.add(cause);
    }
}
