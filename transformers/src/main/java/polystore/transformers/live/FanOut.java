package polystore.transformers.live;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import polystore.transformers.plan.TableUse;

/// Writes the roots of changed lookup rows in a thread of its own, one batch at a time: a row that many roots refer to
/// holds up no other change.
final class FanOut implements AutoCloseable {

    private static final long POLL_MS = 20;
    private static final long END_MAX_S = 30;

    private final LiveSession session;
    private final LiveProgress progress;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("fan-out").factory());

    FanOut(LiveSession session, LiveProgress progress) {
        this.session = session;
        this.progress = progress;
    }

    /// Whether one row of a place may belong to many roots: on the way up, rows refer to it.
    static boolean isLookup(TableUse use) {
        for (var from = use; from.above() != null; from = from.above()) {
            if (!from.above().table().isUnique(from.aboveColumns())) {
                return true;
            }
        }
        return false;
    }

    RootQueue.Writing add(Map<TableUse, Set<List<String>>> links, long[] xids, @Nullable Instant committedAt) {
        if (links.isEmpty()) {
            return () -> true;
        }
        var work = thread.submit(() -> {
            var done = new Handover(session, committedAt, this::awaitWritten).roots(links, xids);
            progress.written(0, done.written(), done.deadLetters(), done.writtenUpTo(committedAt));
            return done;
        });
        return () -> isDone(work);
    }

    /// So that only one batch is before direct changes in a queue.
    private void awaitWritten() throws SQLException {
        var writing = session.queue().written();
        try {
            while (!writing.isDone()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while lookup rows were followed", e);
        }
    }

    private static boolean isDone(Future<?> work) throws SQLException {
        if (!work.isDone()) {
            return false;
        }
        try {
            work.get();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(END_MAX_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
