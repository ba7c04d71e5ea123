package polystore.transformers.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.Merge;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.turnstile.Turnstile;

/// Reads roots in one snapshot and writes their documents. All modes write documents by it.
public final class Recompute {

    private final Plan plan;
    private final RootReader reader;
    private final Turnstile turnstile;
    private final DocumentSink sink;

    public Recompute(Plan plan, Turnstile turnstile, DocumentSink sink) {
        this.plan = plan;
        this.reader = new RootReader(plan);
        this.turnstile = turnstile;
        this.sink = sink;
    }

    /// @param written roots whose documents were stored or deleted, or were newer already
    /// @param deadLetters roots without a document, each with its cause
    /// @param ticket of the snapshot
    public record Outcome(int written, List<DeadLetter> deadLetters, long ticket) {
        public Outcome {
            deadLetters = List.copyOf(deadLetters);
        }
    }

    /// @param ticket of the snapshot that was read
    public record DeadLetter(RootKey root, String cause, long ticket, int mapping) {}

    /// @param changedXids transactions that the snapshot must include
    public Outcome of(List<RootKey> roots, long[] changedXids) throws SQLException {
        var read = turnstile.read(changedXids, snapshot -> reader.read(snapshot, roots));
        return write(read.value(), read.ticket());
    }

    /// Is told of each batch of a range when it is written.
    @FunctionalInterface
    public interface Batches {
        void written(List<RootKey> roots, Outcome outcome) throws SQLException;
    }

    /// Reads a range in one snapshot, to its end, and writes it batch by batch while reading.
    public void of(Merge merge, KeyRange range, Batches batches) throws SQLException {
        turnstile.stream((ticket, snapshot) -> {
            var batch = new ArrayList<Extracted>();
            merge.read(snapshot, range, root -> {
                batch.add(root);
                if (batch.size() == RootReader.KEYS_MAX) {
                    flush(batch, ticket, batches);
                }
            });
            flush(batch, ticket, batches);
        });
    }

    private void flush(List<Extracted> batch, long ticket, Batches batches) throws SQLException {
        if (!batch.isEmpty()) {
            var roots = batch.stream().map(Extracted::key).toList();
            var outcome = write(batch, ticket);
            batch.clear();
            batches.written(roots, outcome);
        }
    }

    private Outcome write(List<Extracted> roots, long ticket) {
        var writes = new ArrayList<DocumentWrite>();
        var deadLetters = new ArrayList<DeadLetter>();
        var sources = new HashMap<BsonValue, RootKey>();
        for (var extracted : roots) {
            switch (extracted) {
                case Extracted.Present it -> {
                    writes.add(put(it, ticket));
                    sources.put(it.id(), it.key());
                }
                case Extracted.Absent it -> {
                    writes.add(new DocumentWrite.Remove(it.id(), ticket));
                    sources.put(it.id(), it.key());
                }
                case Extracted.Refused it -> deadLetters.add(new DeadLetter(it.key(), it.cause(), ticket, version()));
            }
        }
        write(writes, sources, deadLetters, ticket);
        return new Outcome(roots.size() - deadLetters.size(), deadLetters, ticket);
    }

    private DocumentWrite.Put put(Extracted.Present root, long ticket) {
        var buckets = root.buckets().stream()
                .map(it -> new DocumentWrite.Put(
                        DocumentWrite.bucketId(root.id(), it.field(), it.number()), ticket, version(), it.body()))
                .toList();
        return new DocumentWrite.Put(root.id(), ticket, version(), root.body(), buckets);
    }

    private void write(
            List<DocumentWrite> writes, Map<BsonValue, RootKey> sources, List<DeadLetter> deadLetters, long ticket) {
        for (var refusal : sink.write(writes).refused()) {
            var root = sources.get(refusal.id());
            if (root != null) {
                deadLetters.add(new DeadLetter(root, refusal.cause(), ticket, version()));
            }
        }
    }

    private int version() {
        return plan.mapping().version();
    }
}
