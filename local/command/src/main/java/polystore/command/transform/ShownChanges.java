package polystore.command.transform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.live.LiveProgress;
import polystore.transformers.run.Recompute;

/// Lines on standard error about changes that are followed, a few a minute.
final class ShownChanges implements LiveProgress, AutoCloseable {

    private static final int LETTERS_MAX = 20;
    private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String mapping;
    private @Nullable ShownProgress bar;
    private long changes;
    private long documents;
    private long letters;
    private long shownAt = System.nanoTime() - LINE_EVERY_NANOS;

    ShownChanges(String mapping) {
        this.mapping = mapping;
    }

    @Override
    public synchronized void alarm(String message) {
        line("ALARM: " + message);
    }

    @Override
    public synchronized Backfill.Progress recomputes() {
        close();
        line("writing every document");
        bar = new ShownProgress(mapping);
        return bar;
    }

    @Override
    public synchronized void follows() {
        close();
        line("following the changes; Ctrl-C stops it");
    }

    @Override
    public synchronized void written(
            int changed, int roots, List<Recompute.DeadLetter> deadLetters, @Nullable Instant committedAt) {
        close();
        changes += changed;
        documents += roots;
        for (var letter : deadLetters) {
            if (letters++ < LETTERS_MAX) {
                line("dead letter " + letter.root() + ": " + letter.cause());
            }
        }
        if (System.nanoTime() - shownAt >= LINE_EVERY_NANOS) {
            shownAt = System.nanoTime();
            line(String.format(
                    Locale.ROOT,
                    "%,d changes, %,d documents written, %,d dead letters%s",
                    changes,
                    documents,
                    letters,
                    committedAt == null
                            ? ""
                            : ", "
                                    + Duration.between(committedAt, Instant.now())
                                            .toMillis() + " ms behind"));
        }
    }

    @Override
    public synchronized void waits(String cause, Duration time) {
        close();
        line(cause + (time.isZero() ? "" : "; tried again in " + time.toMillis() + " ms"));
    }

    private void line(String text) {
        System.err.println(mapping + ": " + text);
    }

    /// Ends the bar, if one is shown.
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
