package polystore.transformers.live;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.StoredIds;

/// Recomputes all documents and removes those without rows, as a run does, while the feed is kept alive.
final class Reconcile {

    private static final long TICK_MS = 100;
    private static final long END_MAX_S = 30;

    private final DataSource source;
    private final Plan plan;
    private final Recompute recompute;
    private final StoredIds stored;
    private final Backfill.Settings settings;

    Reconcile(DataSource source, Plan plan, Recompute recompute, StoredIds stored, Backfill.Settings settings) {
        this.source = source;
        this.plan = plan;
        this.recompute = recompute;
        this.stored = stored;
        this.settings = settings;
    }

    /// Is called several times a second by the calling thread.
    @FunctionalInterface
    interface Tick {
        /// @return false to give up
        boolean goOn() throws SQLException;
    }

    /// An interrupted one goes on where it was.
    ///
    /// @return false when it was given up
    boolean everything(Backfill.Progress progress, Tick tick) throws SQLException, InterruptedException {
        return beside(
                () -> {
                    new Backfill(source, plan, recompute, settings).run(progress);
                    removeWithoutRows();
                    return null;
                },
                tick);
    }

    /// Removes the documents whose roots are gone.
    boolean withoutRows(Tick tick) throws SQLException, InterruptedException {
        return beside(
                () -> {
                    removeWithoutRows();
                    return null;
                },
                tick);
    }

    private void removeWithoutRows() throws SQLException, InterruptedException {
        Repair.removeWithoutRows(source, plan, stored, recompute);
    }

    private static boolean beside(Callable<@Nullable Void> work, Tick tick) throws SQLException, InterruptedException {
        var thread = Executors.newSingleThreadExecutor();
        try {
            var running = thread.submit(work);
            while (!isDone(running)) {
                if (!tick.goOn()) {
                    return false;
                }
            }
            return true;
        } finally {
            thread.shutdownNow();
            thread.awaitTermination(END_MAX_S, TimeUnit.SECONDS);
        }
    }

    private static boolean isDone(Future<@Nullable Void> running) throws SQLException, InterruptedException {
        try {
            running.get(TICK_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException broken -> throw broken;
                case null, default -> throw new CancellationException(String.valueOf(e.getCause()));
            }
        }
    }
}
