package polystore.command.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import polystore.command.home.Variable;
import polystore.transformers.catalog.PostgresCatalog;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.Merge;
import polystore.transformers.file.MappingReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.plan.Planner;

/// Reads all documents in one snapshot and drops them, taking turns with COPY of the same rows: `URL USER ROUNDS`. A
/// process of its own, because its heap is what is shown.
final class TransformProgram {

    static final int ROWS_OF_A_DOCUMENT = 6;

    /// A document of about one KB: a root, its payment and four lines.
    static final String ROWS = """
            drop table if exists line, payment, root;
            create table root (id bigint primary key, number text not null, status text not null,
                at timestamptz(3) not null, total numeric(19,2) not null, currency text not null, note text);
            create table payment (root_id bigint primary key references root, reference uuid not null,
                amount numeric(19,2) not null, at timestamptz(3) not null);
            create table line (root_id bigint references root, no int, sku text not null, name text not null,
                quantity int not null, price numeric(19,2) not null, primary key (root_id, no));
            insert into root select i, 'N-' || i, 'PAID', '2026-01-01'::timestamptz + i * interval '1 second',
                i %% 1000 + 0.25, 'EUR', repeat('n', 180) from generate_series(1, %1$d) i;
            insert into payment select i, gen_random_uuid(), i %% 1000 + 0.25,
                '2026-01-02'::timestamptz + i * interval '1 second' from generate_series(1, %1$d) i;
            insert into line select i, n, 'SKU-' || (i * n) %% 5000, repeat('l', 60), n, n + 0.75
                from generate_series(1, %1$d) i, generate_series(1, 4) n;
            """;

    private static final String MAPPING = """
            root: root
            fields:
              number: number
              status: status
              at: { column: at, as: date }
              total: { money: [total, currency] }
              note: note
              payment: { one: payment.root_id, fields: { reference: reference, amount: amount, at: { column: at, as: date } } }
              lines:
                many: line.root_id
                key: no
                fields: { no: no, sku: sku, name: name, quantity: quantity, price: { money: [price, ^currency] } }
            """;

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
            var mapping = MappingReader.read(MAPPING).mapping();
            var plan = Planner.check(mapping, PostgresCatalog.read(connection)).orThrow("of the benchmark");
            new TransformProgram(source, plan).measure(Integer.parseInt(arguments[2]));
        }
    }

    /// What one turn came to.
    private record Turn(long documents, long bytes, double seconds) {
        double perSecond() {
            return documents / seconds;
        }
    }

    private void measure(int rounds) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "heap at most %d MB; %d processors%n",
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
        System.out.printf(Locale.ROOT, "most heap in use %d MB%n", peakBytes() >> 20);
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

    private long[] merge() throws SQLException {
        var counted = new long[2];
        try (var connection = source.getConnection();
                var merge = new Merge(source, plan)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            merge.read(connection, KeyRange.ALL, root -> {
                if (root instanceof Extracted.Present it) {
                    counted[0]++;
                    counted[1] += it.body().getByteBuffer().remaining();
                }
            });
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
