package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import polystore.transformers.extract.Any;
import polystore.transformers.extract.RootKey;
import polystore.transformers.run.Recompute;

/// Recomputes what a verification finds: by the same way as every other write, so it may race with them.
public final class Repair implements Verify.Found {

    /// Kept to be shown; all are counted.
    private static final int KEPT_MAX = 1_000;

    private final Recompute recompute;
    private final List<RootKey> waiting = new ArrayList<>();
    private final List<String> beyond = new ArrayList<>();
    private long repaired;
    private long left;

    public Repair(Recompute recompute) {
        this.recompute = recompute;
    }

    @Override
    public void take(Difference difference) throws SQLException {
        if (difference.kind() == Difference.Kind.REFUSED) {
            leave(difference.toString());
            return;
        }
        waiting.add(difference.root());
        if (waiting.size() == Any.KEYS_MAX) {
            finish();
        }
    }

    /// Recomputes what still waits.
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

    /// What recomputing cannot mend.
    public long left() {
        return left;
    }

    /// The first of them, each with its cause.
    public List<String> beyond() {
        return List.copyOf(beyond);
    }
}
