package polystore.transformers.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import polystore.transformers.extract.Extracted;
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
        var writes = new ArrayList<DocumentWrite>();
        var deadLetters = new ArrayList<DeadLetter>();
        var sources = new HashMap<BsonValue, RootKey>();
        for (var extracted : read.value()) {
            switch (extracted) {
                case Extracted.Present it -> {
                    writes.add(new DocumentWrite.Put(it.id(), read.ticket(), version(), it.body()));
                    sources.put(it.id(), it.key());
                }
                case Extracted.Absent it -> {
                    writes.add(new DocumentWrite.Remove(it.id(), read.ticket()));
                    sources.put(it.id(), it.key());
                }
                case Extracted.Refused it ->
                    deadLetters.add(new DeadLetter(it.key(), it.cause(), read.ticket(), version()));
            }
        }
        write(writes, sources, deadLetters, read.ticket());
        return new Outcome(roots.size() - deadLetters.size(), deadLetters, read.ticket());
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
