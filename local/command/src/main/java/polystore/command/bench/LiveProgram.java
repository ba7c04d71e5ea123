package polystore.command.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.live.Live;
import polystore.transformers.live.LiveProgress;
import polystore.transformers.live.LiveSettings;
import polystore.transformers.live.LiveStores;
import polystore.transformers.live.SourcePool;
import polystore.transformers.run.Recompute;
import polystore.transformers.run.Tickets;
import polystore.transformers.verify.MongoStoredDocuments;

/// Follows changes that are made at a fixed rate, and measures the time from the commit of each until its document is
/// stored: `URL USER DATABASE CHANGES_PER_SECOND SECONDS`.
final class LiveProgram implements LiveProgress, Backfill.Progress {

    private static final int WORKERS = Runtime.getRuntime().availableProcessors();
    private static final long FOLLOWED_WITHIN_S = 120;
    private static final long WRITTEN_WITHIN_S = 60;

    private final CountDownLatch followed = new CountDownLatch(1);

    private LiveProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (var stores = TransformStores.of(arguments)) {
            var perSecond = Integer.parseInt(arguments[3]);
            var changes = new TimedChanges(stores.source(), perSecond, perSecond * Integer.parseInt(arguments[4]));
            new LiveProgram().measure(stores, changes);
        }
    }

    private void measure(TransformStores stores, TimedChanges changes) throws Exception {
        stores.drop();
        try (var pool = SourcePool.of(stores.source(), WORKERS);
                var thread = Executors.newSingleThreadExecutor()) {
            var liveStores = new LiveStores(
                    pool,
                    Tickets.of(pool),
                    changes.watching(stores.writer()),
                    MongoStoredDocuments.byBytes(stores.documents()));
            var live = new Live(
                    stores.plan().mapping(), stores.source(), liveStores, LiveSettings.of("bench", WORKERS), this);
            var running = thread.submit(() -> {
                live.run();
                return null;
            });
            try {
                if (!followed.await(FOLLOWED_WITHIN_S, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The changes are not followed");
                }
                changes.make();
                changes.awaitStored(WRITTEN_WITHIN_S);
            } finally {
                live.stop();
                running.get();
                forget(stores);
            }
        }
        report(changes);
        if (changes.seen() == 0) {
            throw new IllegalStateException("No change was seen");
        }
    }

    private static void report(TimedChanges changes) {
        System.out.printf(
                Locale.ROOT,
                "live, %,.0f changes/s: from the commit to the stored document p50 %.0f ms, p99 %.0f ms, most %.0f ms;"
                        + " %d of %d changes seen by themselves; heap used at most %d MB%n",
                changes.madePerSecond(),
                changes.latencyMs(0.50),
                changes.latencyMs(0.99),
                changes.latencyMs(1),
                changes.seen(),
                changes.count(),
                ManagementFactory.getMemoryPoolMXBeans().stream()
                                .filter(it -> it.getType() == MemoryType.HEAP)
                                .map(MemoryPoolMXBean::getPeakUsage)
                                .mapToLong(it -> it.getUsed())
                                .sum()
                        >> 20);
    }

    /// A slot that nobody reads would keep the server's log for ever.
    private static void forget(TransformStores stores) throws SQLException {
        try (var connection = stores.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                    + " where database = current_database() and not active");
        }
    }

    @Override
    public void follows() {
        followed.countDown();
    }

    @Override
    public Backfill.Progress recomputes() {
        return this;
    }

    @Override
    public void alarm(String message) {
        System.out.println(message);
    }

    @Override
    public void waits(String cause, Duration time) {
        System.out.println("waiting: " + cause);
    }

    @Override
    public void written(
            int changes, int roots, List<Recompute.DeadLetter> deadLetters, @Nullable Instant committedAt) {}

    @Override
    public void begins(Backfills.Status before, boolean resumed) {}

    @Override
    public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
}
