package polystore.command.transform;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import polystore.transformers.verify.ContinuousVerify;
import polystore.transformers.verify.Difference;
import polystore.transformers.verify.Repair;
import polystore.transformers.verify.Verify;

/// Prints and counts what a continuous verification finds, and repairs it if that was asked for.
final class ReportedVerify implements ContinuousVerify.Listener {

    private final VerifyMetrics metrics;
    private final @Nullable Repair repair;
    private ShownDifferences shown = new ShownDifferences();
    private long repairedBefore;

    ReportedVerify(VerifyMetrics metrics, @Nullable Repair repair) {
        this.metrics = metrics;
        this.repair = repair;
    }

    @Override
    public void take(Difference difference) throws SQLException {
        shown.take(difference);
        metrics.found();
        if (repair != null) {
            repair.take(difference);
        }
    }

    @Override
    public void passed(Verify.Summary summary, Duration took) throws SQLException {
        shown = new ShownDifferences();
        if (repair == null) {
            metrics.passed(summary, summary.differences(), took);
            System.out.println(summary);
            return;
        }
        repair.finish();
        var repaired = repair.repaired() - repairedBefore;
        repairedBefore = repair.repaired();
        metrics.passed(summary, summary.differences() - repaired, took);
        System.out.println(summary + ", " + repaired + " repaired");
    }

    @Override
    public void failed(Exception cause, Duration retryAfter) {
        metrics.failed();
        System.err.println("The verification failed (" + cause.getMessage() + "); it is begun again in "
                + retryAfter.toSeconds() + " s.");
    }
}
