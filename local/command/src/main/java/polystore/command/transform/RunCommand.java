package polystore.command.transform;

import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;
import polystore.transformers.run.SchemaChangedException;
import polystore.transformers.verify.Repair;

@Command(
        name = "run",
        description = "Write the document of every root, or resume an interrupted run; exit 1 when a root could not be"
                + " converted.")
final class RunCommand extends TargetCommand {

    private static final int WORKERS_MAX = 64;

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "Number of ranges of keys that are processed in parallel (${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "ROOTS",
            description = "Maximum number of roots per second; 0 means no limit (${DEFAULT-VALUE}).")
    private long rootsPerSecondMax;

    @Option(names = "--anew", description = "Start from the first root, even when an interrupted run could be resumed.")
    private boolean anew;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new IllegalArgumentException("--workers must be from 1 to " + WORKERS_MAX + ", not " + workers);
        }
        if (rootsPerSecondMax < 0) {
            throw new IllegalArgumentException("--rate must be 0 or more, not " + rootsPerSecondMax);
        }
        var planned = choice.planned();
        var source = choice.dataSource();
        choice.makeState(source);
        try (var sink = sink();
                var guarded = GuardedRecompute.of(choice, planned, source, sink, workers)) {
            return run(planned.plan(), source, guarded.recompute());
        } catch (SchemaChangedException e) {
            throw new IllegalStateException(
                    e.getMessage() + ", and no document was written from them: run the command again with --anew", e);
        }
    }

    private int run(Plan plan, PGSimpleDataSource source, Recompute recompute)
            throws SQLException, InterruptedException {
        var summary = backfill(source, plan, recompute);
        var removed = isFile() ? 0 : withoutRows(source, plan, recompute);
        System.out.println(summary.written() + " documents, " + summary.deadLetters() + " dead letters"
                + (removed == 0 ? "" : ", " + removed + " without rows removed")
                + (summary.withoutKey() == 0 ? "" : ", " + summary.withoutKey() + " rows without a key"));
        return summary.deadLetters() + summary.withoutKey() == 0 ? 0 : 1;
    }

    /// A file is always written from its first line, so a run into a file cannot be resumed.
    private Backfill.Summary backfill(PGSimpleDataSource source, Plan plan, Recompute recompute)
            throws SQLException, InterruptedException {
        var settings = new Backfill.Settings(
                url(), anew || isFile(), workers, Backfill.Settings.RANGE_ROOTS, rootsPerSecondMax);
        try (var shown = new ShownProgress(plan.mapping().name())) {
            return new Backfill(source, plan, recompute, settings).run(shown);
        }
    }

    /// Removes documents of an earlier run whose rows have been deleted since then.
    private long withoutRows(PGSimpleDataSource source, Plan plan, Recompute recompute)
            throws SQLException, InterruptedException {
        try (var existing = existing()) {
            return Repair.removeWithoutRows(source, plan, existing.ids(), recompute);
        }
    }
}
