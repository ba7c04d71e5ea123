package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;

/// Writes the document of every root: range by range of their keys, by several workers, in this process and in any
/// other that runs the same. What was interrupted goes on where it was. Live writes may race with it: a document of a
/// newer snapshot always stays.
public final class Backfill {

    private final DataSource source;
    private final Plan plan;
    private final Recompute recompute;
    private final Settings settings;
    private final Throttle throttle;

    /// @param target where documents go, without credentials
    /// @param anew whether to forget how far an unfinished one was
    /// @param rangeRoots how many roots a range has, about
    /// @param rootsPerSecondMax 0 for as many as there are
    public record Settings(String target, boolean anew, int workers, int rangeRoots, long rootsPerSecondMax) {

        public static final int RANGE_ROOTS = 20_000;
    }

    public Backfill(DataSource source, Plan plan, Recompute recompute, Settings settings) {
        this.source = source;
        this.plan = plan;
        this.recompute = recompute;
        this.settings = settings;
        this.throttle = new Throttle(settings.rootsPerSecondMax());
    }

    /// @param written documents, those of earlier, interrupted runs among them
    /// @param deadLetters roots without one
    /// @param withoutKey rows of the root that have a NULL in their key and so no `_id`
    public record Summary(long written, long deadLetters, long withoutKey) {}

    /// Is told how it goes, by any worker.
    public interface Progress {
        /// @param before how far an earlier, interrupted run was
        void begins(Backfills.Status before, boolean resumed);

        void page(int written, List<Recompute.DeadLetter> deadLetters);
    }

    public Summary run(Progress progress) throws SQLException, InterruptedException {
        try (var connection = source.getConnection()) {
            var opened = open(connection);
            progress.begins(status(connection), !opened.isNew());
            work(opened.id(), progress);
            var status = status(connection);
            return new Summary(status.written(), status.deadLetters(), RootKeys.withoutKey(connection, plan));
        }
    }

    private Backfills.Opened open(Connection connection) throws SQLException {
        var name = plan.mapping().name();
        var version = plan.mapping().version();
        if (settings.anew()) {
            Backfills.discard(connection, name, settings.target());
        }
        var unfinished = Backfills.unfinished(connection, name, version, settings.target());
        return unfinished.isPresent()
                ? new Backfills.Opened(unfinished.get(), false)
                : Backfills.open(
                        connection,
                        name,
                        version,
                        settings.target(),
                        RangeBounds.of(connection, plan, settings.rangeRoots()));
    }

    private Backfills.Status status(Connection connection) throws SQLException {
        return Backfills.status(connection, plan.mapping().name(), settings.target())
                .orElseThrow();
    }

    /// The first failure ends all workers: each then stands at a page's end, from where the next run goes on.
    private void work(int id, Progress progress) throws SQLException, InterruptedException {
        var workers = new ArrayList<Future<?>>();
        var threads = Executors.newFixedThreadPool(settings.workers());
        try {
            for (var i = 0; i < settings.workers(); i++) {
                workers.add(
                        threads.submit(new BackfillWorker(source, plan, recompute, settings, id, throttle, progress)));
            }
            for (var worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static SQLException cause(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case SQLException sql -> sql;
            case RuntimeException broken -> throw broken;
            case InterruptedException stopped -> throw stopped;
            case null, default -> throw new IllegalStateException(e);
        };
    }
}
