package polystore.command.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.command.home.Variable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.Merge;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;

/// Reads all documents in one snapshot and discards them, alternating with COPY of the same rows: `URL USER ROUNDS`. It
/// is
/// a process of its own, because its heap is measured.
final class TransformProgram {

    private static final int WORKERS = Runtime.getRuntime().availableProcessors();
    private static final int RANGE_ROOTS = Backfill.Settings.RANGE_ROOTS;

    private final PGSimpleDataSource source;
    private final Plan plan;

    private TransformProgram(PGSimpleDataSource source, Plan plan) {
        this.source = source;
        this.plan = plan;
    }

    public static void main(String[] arguments) throws Exception {
        var source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(Variable.PGPASSWORD.in(System.getenv()));
        try (var connection = source.getConnection()) {
            var mapping = MappingReader.read(TransformTables.MAPPING).mapping();
            var plan = Planner.check(mapping, PostgresCatalog.read(connection)).orThrow("of the benchmark");
            new TransformProgram(source, plan).measure(Integer.parseInt(arguments[2]));
        }
    }

    /// The result of one measurement.
    private record Turn(long documents, long bytes, double seconds) {
        double perSecond() {
            return documents / seconds;
        }
    }

    private void measure(int rounds) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "maximum heap %d MB; %d processors%n",
                Runtime.getRuntime().maxMemory() >> 20,
                Runtime.getRuntime().availableProcessors());
        for (var round = 1; round <= rounds; round++) {
            var copied = timed(this::copy);
            var merged = timed(this::merge);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: COPY alone %,.0f documents/s; merged %,.0f documents/s of %d bytes; ratio %.2f%n",
                    round,
                    merged.documents() / copied.seconds(),
                    merged.perSecond(),
                    merged.bytes() / Math.max(1, merged.documents()),
                    copied.seconds() / merged.seconds());
        }
        System.out.printf(Locale.ROOT, "heap used at most %d MB%n", peakBytes() >> 20);
    }

    private static Turn timed(Callable<long[]> work) throws Exception {
        var started = System.nanoTime();
        var counted = work.call();
        return new Turn(counted[0], counted[1], (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /// All streams at once, as the merge reads them.
    private long[] copy() throws Exception {
        var bytes = 0L;
        try (var threads = Executors.newCachedThreadPool()) {
            var copies = Merge.queries(plan, KeyRange.ALL).stream()
                    .map(query -> threads.submit(() -> copy(query)))
                    .toList();
            for (Future<Long> copy : copies) {
                bytes += copy.get();
            }
        }
        return new long[] {0, bytes};
    }

    private long copy(String query) throws SQLException {
        var bytes = 0L;
        try (var connection = source.getConnection()) {
            var copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + query + ") to stdout (format binary)");
            for (var message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                bytes += message.length;
            }
        }
        return bytes;
    }

    /// Range by range, by as many workers as there are processors, as `transform run` reads them.
    private long[] merge() throws Exception {
        var counted = new long[2];
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            var ranges = new ConcurrentLinkedQueue<>(ranges());
            var running = Stream.generate(() -> workers.submit(() -> merge(ranges)))
                    .limit(WORKERS)
                    .toList();
            for (var worker : running) {
                var of = worker.get();
                counted[0] += of[0];
                counted[1] += of[1];
            }
        }
        return counted;
    }

    private List<KeyRange> ranges() throws SQLException {
        try (var connection = source.getConnection()) {
            var ranges = new ArrayList<KeyRange>();
            var left = KeyRange.ALL;
            for (var bound : RootKeys.everyNth(connection, plan, RANGE_ROOTS)) {
                ranges.add(new KeyRange(left.after(), bound));
                left = left.behind(bound);
            }
            ranges.add(left);
            return ranges;
        }
    }

    private long[] merge(Queue<KeyRange> ranges) throws SQLException {
        var counted = new long[2];
        try (var connection = source.getConnection();
                var merge = new Merge(source, plan)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            for (var range = ranges.poll(); range != null; range = ranges.poll()) {
                merge.read(connection, range, root -> {
                    if (root instanceof Extracted.Present it) {
                        counted[0]++;
                        counted[1] += it.body().getByteBuffer().remaining();
                    }
                });
                connection.rollback();
            }
        }
        return counted;
    }

    private static long peakBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(it -> it.getUsed())
                .sum();
    }
}
