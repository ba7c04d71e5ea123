package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;

/// Recomputes the documents that a verification reports, by the same guarded write as all others, so that it may
/// run concurrently.
public final class Repair implements Verify.Found {

    /// Causes kept for the report; all are counted.
    private static final int KEPT_MAX = 1_000;

    private final Recompute recompute;
    private final List<RootKey> waiting = new ArrayList<>();
    private final List<String> beyond = new ArrayList<>();
    private long repaired;
    private long left;

    public Repair(Recompute recompute) {
        this.recompute = recompute;
    }

    /// Removes the documents whose rows were deleted.
    ///
    /// @return how many
    public static long removeWithoutRows(DataSource source, Plan plan, StoredIds stored, Recompute recompute)
            throws SQLException, InterruptedException {
        var repair = new Repair(recompute);
        Verify.findWithoutRows(source, plan, stored, repair);
        repair.finish();
        return repair.repaired();
    }

    @Override
    public void take(Difference difference) throws SQLException {
        if (difference.kind() == Difference.Kind.REFUSED) {
            leave(difference.toString());
            return;
        }
        waiting.add(difference.root());
        if (waiting.size() == RootReader.KEYS_MAX) {
            finish();
        }
    }

    /// Recomputes the remaining documents.
    public void finish() throws SQLException {
        if (!waiting.isEmpty()) {
            var outcome = recompute.of(List.copyOf(waiting), new long[0]);
            waiting.clear();
            repaired += outcome.written();
            outcome.deadLetters().forEach(it -> leave(it.root() + ": " + it.cause()));
        }
    }

    private void leave(String what) {
        left++;
        if (beyond.size() < KEPT_MAX) {
            beyond.add(what);
        }
    }

    public long repaired() {
        return repaired;
    }

    /// The number of differences that recomputing cannot remove.
    public long left() {
        return left;
    }

    /// The first of those differences, each with its cause.
    public List<String> beyond() {
        return List.copyOf(beyond);
    }
}
