package polystore.command.bench;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.backfill.Backfills;
import polystore.transformers.run.Recompute;
import polystore.transformers.run.Tickets;

/// Writes the documents of all rows to MongoDB by a run, alternating with `bulkWrite` of documents that are ready, and
/// with one document at a time: `URL USER DATABASE ROUNDS`.
final class SinkProgram {

    private static final int WORKERS = Runtime.getRuntime().availableProcessors();
    private static final int BATCH = 500;
    /// More would take minutes.
    private static final int ONE_BY_ONE_MAX = 2_000;
    private static final Backfill.Progress UNSEEN = new Backfill.Progress() {
        @Override
        public void begins(Backfills.Status before, boolean resumed) {}

        @Override
        public void page(int written, List<Recompute.DeadLetter> deadLetters) {}
    };

    private final TransformStores stores;
    private final List<RawBsonDocument> ready = new ArrayList<>();

    private SinkProgram(TransformStores stores) {
        this.stores = stores;
    }

    public static void main(String[] arguments) throws Exception {
        try (var stores = TransformStores.of(arguments)) {
            new SinkProgram(stores).measure(Integer.parseInt(arguments[3]));
        }
    }

    private void measure(int rounds) throws Exception {
        stores.drop();
        run();
        stores.documents().withDocumentClass(RawBsonDocument.class).find().into(ready);
        for (var round = 1; round <= rounds; round++) {
            var bulk = perSecond(this::bulk);
            var run = perSecond(this::run);
            var single = perSecond(() -> new OneByOne(stores).write(ONE_BY_ONE_MAX));
            System.out.printf(
                    Locale.ROOT,
                    "to the sink, round %d: bulkWrite alone %,.0f documents/s; run %,.0f, ratio %.2f; one by one %,.0f,"
                            + " so run is %.1f times as fast%n",
                    round,
                    bulk,
                    run,
                    run / bulk,
                    single,
                    run / single);
        }
    }

    private double perSecond(Callable<Long> work) throws Exception {
        stores.drop();
        var started = System.nanoTime();
        var documents = work.call();
        return documents / ((System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /// As many threads and as large batches as a run has.
    private long bulk() throws Exception {
        try (var threads = Executors.newFixedThreadPool(WORKERS)) {
            var writes = new ArrayList<Callable<Void>>();
            for (var from = 0; from < ready.size(); from += BATCH) {
                var batch = ready.subList(from, Math.min(ready.size(), from + BATCH));
                writes.add(() -> {
                    bulk(batch);
                    return null;
                });
            }
            for (var write : threads.invokeAll(writes)) {
                write.get();
            }
        }
        return ready.size();
    }

    private void bulk(List<RawBsonDocument> batch) {
        var upsert = new ReplaceOptions().upsert(true);
        stores.documents()
                .bulkWrite(
                        batch.stream()
                                .map(it -> new ReplaceOneModel<BsonDocument>(
                                        new BsonDocument("_id", it.get("_id")), it, upsert))
                                .toList(),
                        new BulkWriteOptions().ordered(false));
    }

    private long run() throws SQLException, InterruptedException {
        var source = stores.source();
        var recompute = new Recompute(stores.plan(), Tickets.of(source), stores.writer());
        var settings = new Backfill.Settings("bench", true, WORKERS, Backfill.Settings.RANGE_ROOTS, 0);
        return new Backfill(source, stores.plan(), recompute, settings)
                .run(UNSEEN)
                .written();
    }
}
