package polystore.command.transform;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.Verify;

@Command(
        name = "run",
        description = "Write the document of every root, or resume an interrupted run; exit 1 when a root could not be"
                + " converted.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final int WORKERS_MAX = 64;

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Mixin
    private Target target = new Target();

    @Option(
            names = "--workers",
            defaultValue = "2",
            description = "How many ranges of keys are worked on at once (${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--rate",
            defaultValue = "0",
            paramLabel = "ROOTS",
            description = "Roots a second at most; 0 for as many as there are (${DEFAULT-VALUE}).")
    private long rootsPerSecondMax;

    @Option(names = "--anew", description = "Begin from the first root, also where a run was interrupted.")
    private boolean anew;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (workers < 1 || workers > WORKERS_MAX) {
            throw new IllegalArgumentException("--workers must be from 1 to " + WORKERS_MAX + ", not " + workers);
        }
        if (rootsPerSecondMax < 0) {
            throw new IllegalArgumentException("--rate must be 0 or more, not " + rootsPerSecondMax);
        }
        var plan = choice.plan();
        var source = choice.dataSource();
        choice.makeState(source);
        try (var sink = target.open(choice.mapping().target(), plan.mapping().name(), System.getenv())) {
            var recompute = new Recompute(plan, choice.turnstile(source), sink);
            var summary = backfill(source, plan, recompute);
            var removed = target.isCompared(choice.mapping().target()) ? withoutRows(source, plan, recompute) : 0;
            System.out.println(summary.written() + " documents, " + summary.deadLetters() + " dead letters"
                    + (removed == 0 ? "" : ", " + removed + " without rows removed")
                    + (summary.withoutKey() == 0 ? "" : ", " + summary.withoutKey() + " rows without a key"));
            return summary.deadLetters() + summary.withoutKey() == 0 ? 0 : 1;
        }
    }

    /// A file is written from its first line, so its run cannot go on.
    private Backfill.Summary backfill(PGSimpleDataSource source, Plan plan, Recompute recompute)
            throws SQLException, InterruptedException {
        var url = target.url(choice.mapping().target());
        var settings = new Backfill.Settings(
                url,
                anew || !target.isCompared(choice.mapping().target()),
                workers,
                Backfill.Settings.RANGE_ROOTS,
                rootsPerSecondMax);
        try (var shown = new ShownProgress(plan.mapping().name())) {
            return new Backfill(source, plan, recompute, settings).run(shown);
        }
    }

    /// Removes the documents of an earlier run whose rows were deleted since.
    private long withoutRows(PGSimpleDataSource source, Plan plan, Recompute recompute)
            throws SQLException, InterruptedException {
        try (var stored =
                target.stored(choice.mapping().target(), plan.mapping().name(), System.getenv())) {
            var repair = new Repair(recompute);
            new Verify(source, plan, MongoStoredDocuments.byBytes(stored.documents()), () -> {})
                    .findWithoutRows(repair);
            repair.finish();
            return repair.repaired();
        }
    }
}
