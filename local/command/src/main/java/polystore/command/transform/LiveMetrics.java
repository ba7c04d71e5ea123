package polystore.command.transform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.live.LiveProgress;
import polystore.transformers.run.Recompute;
import polystore.transformers.sink.DocumentSink;
import polystore.transformers.sink.DocumentWrite;
import polystore.transformers.sink.Written;

/// The metrics of changes that are followed, each with the mapping's name, beside what is shown of them.
///
/// | meter | labels | meaning |
/// |---|---|---|
/// | `polystore.transformer.lag` | `mapping` | how late the last changes were written, or how long nothing can be |
/// | `polystore.transformer.changes` | `mapping` | rows that changed |
/// | `polystore.transformer.dead.letters` | `mapping` | documents that could not be made |
/// | `polystore.transformer.alarms` | `mapping` | times that changes were missed, or may have been |
/// | `polystore.transformer.waits` | `mapping` | times that nothing could be written |
/// | `polystore.transformer.writes` | `mapping`, `result` | documents `stored`, `removed`, `stale` or `refused` |
final class LiveMetrics implements LiveProgress {

    private static final String WRITES = "polystore.transformer.writes";

    private final LiveProgress shown;
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter changes;
    private final Counter deadLetters;
    private final Counter alarms;
    private final Counter waits;
    private final LiveLag lag = new LiveLag(System::nanoTime);

    LiveMetrics(MeterRegistry registry, String mapping, LiveProgress shown) {
        this.shown = shown;
        this.registry = registry;
        tags = Tags.of("mapping", mapping);
        changes = registry.counter("polystore.transformer.changes", tags);
        deadLetters = registry.counter("polystore.transformer.dead.letters", tags);
        alarms = registry.counter("polystore.transformer.alarms", tags);
        waits = registry.counter("polystore.transformer.waits", tags);
        TimeGauge.builder("polystore.transformer.lag", lag::seconds, TimeUnit.SECONDS)
                .tags(tags)
                .register(registry);
    }

    /// The sink, with what becomes of each document counted.
    DocumentSink counted(DocumentSink sink) {
        return new Counted(sink, lag, writes("stored"), writes("removed"), writes("stale"), writes("refused"));
    }

    private Counter writes(String result) {
        return registry.counter(WRITES, tags.and("result", result));
    }

    @Override
    public void alarm(String message) {
        alarms.increment();
        shown.alarm(message);
    }

    @Override
    public Backfill.Progress recomputes() {
        return shown.recomputes();
    }

    @Override
    public void follows() {
        lag.unblocked();
        shown.follows();
    }

    @Override
    public void written(int changed, int roots, List<Recompute.DeadLetter> letters, @Nullable Instant committedAt) {
        changes.increment(changed);
        deadLetters.increment(letters.size());
        if (committedAt != null) {
            lag.written(Duration.between(committedAt, Instant.now()));
        }
        shown.written(changed, roots, letters, committedAt);
    }

    @Override
    public void waits(String cause, Duration time) {
        waits.increment();
        lag.blocked();
        shown.waits(cause, time);
    }

    private record Counted(
            DocumentSink sink, LiveLag lag, Counter stored, Counter removed, Counter stale, Counter refused)
            implements DocumentSink {
        @Override
        public Written write(Collection<? extends DocumentWrite> writes) {
            lag.blocked();
            var written = sink.write(writes);
            lag.unblocked();
            stored.increment(written.stored());
            removed.increment(written.removed());
            stale.increment(written.stale());
            refused.increment(written.refused().size());
            return written;
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}
