package polystore.analytics.documents;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import polystore.transformers.sink.Written;

/// Counts what became of the documents that were written.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.documents.writes` | `result` | `stored`, `removed`, `stale` (a newer one was there), `refused` (dead
/// letters) |
@ApplicationScoped
class DocumentWriteMetrics {

    private static final String NAME = "polystore.documents.writes";
    private static final String RESULT = "result";

    private final Counter stored;
    private final Counter removed;
    private final Counter stale;
    private final Counter refused;

    public DocumentWriteMetrics(MeterRegistry meters) {
        stored = meters.counter(NAME, RESULT, "stored");
        removed = meters.counter(NAME, RESULT, "removed");
        stale = meters.counter(NAME, RESULT, "stale");
        refused = meters.counter(NAME, RESULT, "refused");
    }

    void count(Written written) {
        stored.increment(written.stored());
        removed.increment(written.removed());
        stale.increment(written.stale());
        refused.increment(written.refused().size());
    }
}
