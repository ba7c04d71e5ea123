package polystore.command.transform;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import polystore.transformers.verify.ContinuousVerify;
import polystore.transformers.verify.MongoStoredDocuments;
import polystore.transformers.verify.Pace;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.Verify;

@Command(
        name = "verify",
        description = "Compare every document with its rows; exit 1 when one differs. With --every, again and again"
                + " at low priority until it is interrupted.")
final class VerifyCommand extends TargetCommand {

    /// Of one snapshot, when others have priority.
    private static final int SMALL_RANGE_ROOTS = 2_000;

    @Option(
            names = "--lag",
            defaultValue = "1000",
            paramLabel = "MS",
            description =
                    "Milliseconds to wait before a difference is checked again, since a change takes time to reach its"
                            + " document (${DEFAULT-VALUE}).")
    private int lagMs;

    @Option(
            names = "--by-marks",
            description = "Compare only the hashes that were stored with the documents: faster, but it does not find a"
                    + " document that was changed in the target itself.")
    private boolean byMarks;

    @Mixin
    private MetricsEndpoint metrics = new MetricsEndpoint();

    @ArgGroup(exclusive = false)
    private @Nullable Continuous continuous;

    /// The options of a verification that goes on.
    static final class Continuous {
        @Option(
                names = "--every",
                paramLabel = "SECONDS",
                required = true,
                description = "Verify again and again, with this pause after each pass.")
        private int seconds;

        @Option(
                names = "--share",
                paramLabel = "PERCENT",
                defaultValue = "10",
                description = "Share of the time in which source and target are read (${DEFAULT-VALUE}).")
        private int share = 10;

        @Option(names = "--repair", description = "Recompute the documents that differ.")
        private boolean repair;
    }

    @Override
    public Integer call() throws Exception {
        if (continuous == null && metrics.isAsked()) {
            throw new IllegalArgumentException("--metrics is for a verification that goes on: add --every SECONDS");
        }
        if (continuous != null && continuous.seconds < 0) {
            throw new IllegalArgumentException("--every must be 0 or more, not " + continuous.seconds);
        }
        var planned = choice.planned();
        try (var stored = stored()) {
            var documents = byMarks
                    ? MongoStoredDocuments.byMarks(stored.documents())
                    : MongoStoredDocuments.byBytes(stored.documents());
            Verify.Pause pause = () -> TimeUnit.MILLISECONDS.sleep(lagMs);
            var source = choice.dataSource();
            if (continuous == null) {
                return once(stored.with(
                        new Verify(source, planned.plan(), documents, pause).whileUnchanged(planned.schema())));
            }
            var pace = Pace.percent(continuous.share);
            var verify = stored.with(new Verify(source, planned.plan(), documents, pause, SMALL_RANGE_ROOTS, pace)
                    .whileUnchanged(planned.schema()));
            if (!continuous.repair) {
                return goOn(verify, continuous, null);
            }
            try (var guarded = GuardedRecompute.of(choice, planned, source, stored.writer(), 1)) {
                return goOn(verify, continuous, new Repair(guarded.recompute()));
            }
        }
    }

    private int goOn(Verify verify, Continuous how, @Nullable Repair repair) throws Exception {
        var meters =
                new VerifyMetrics(metrics.registry(), choice.mapping().mapping().name());
        try (var _ = metrics.serve()) {
            new ContinuousVerify(verify, Duration.ofSeconds(how.seconds)).run(new ReportedVerify(meters, repair));
        }
        return 0;
    }

    private static int once(Verify verify) throws SQLException, InterruptedException {
        var shown = new ShownDifferences();
        var summary = verify.verify(shown);
        System.out.println(summary);
        return summary.differences() == 0 ? 0 : 1;
    }
}
