package polystore.command.transform;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.FirstRun;
import polystore.transformers.run.Recompute;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.Verify;

@Command(
        name = "run",
        description = "Write the document of every root; exit 1 when a root could not be converted.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private MappingChoice choice = new MappingChoice();

    @Mixin
    private Target target = new Target();

    @Override
    public Integer call() throws SQLException, InterruptedException {
        var plan = choice.plan();
        var source = choice.dataSource();
        try (var sink = target.open(choice.mapping().target(), plan.mapping().name(), System.getenv())) {
            var recompute = new Recompute(plan, choice.turnstile(source), sink);
            var summary = firstRun(source, plan, recompute);
            var removed = target.isCompared(choice.mapping().target()) ? withoutRows(source, plan, recompute) : 0;
            System.out.println(summary.written() + " documents, " + summary.deadLetters() + " dead letters"
                    + (removed == 0 ? "" : ", " + removed + " without rows removed")
                    + (summary.withoutKey() == 0 ? "" : ", " + summary.withoutKey() + " rows without a key"));
            return summary.deadLetters() + summary.withoutKey() == 0 ? 0 : 1;
        }
    }

    private static FirstRun.Summary firstRun(PGSimpleDataSource source, Plan plan, Recompute recompute)
            throws SQLException {
        try (var shown = new Shown(plan.mapping().name())) {
            return new FirstRun(source, plan, recompute).run(shown);
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

    /// A progress bar on standard error, and the first dead letters below it.
    private static final class Shown implements FirstRun.Progress, AutoCloseable {
        private static final int LETTERS_MAX = 20;

        private final ProgressBar bar;
        private int letters;

        Shown(String mapping) {
            bar = new ProgressBarBuilder()
                    .setTaskName(mapping)
                    .setUnit(" documents", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed()
                    .build();
        }

        @Override
        public void roots(long total) {
            bar.maxHint(total);
        }

        @Override
        public void page(int written, List<Recompute.DeadLetter> deadLetters) {
            bar.stepBy(written);
            for (var letter : deadLetters) {
                if (letters++ < LETTERS_MAX) {
                    System.err.println("dead letter " + letter.root() + ": " + letter.cause());
                }
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
