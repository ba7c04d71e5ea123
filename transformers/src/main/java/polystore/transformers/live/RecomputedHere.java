package polystore.transformers.live;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.RootDeadLetters;
import polystore.transformers.extract.RootKey;
import polystore.transformers.run.Recompute;

/// Writes the documents of touched roots at once.
///
/// @param source where dead letters are kept
record RecomputedHere(Recompute recompute, RootDeadLetters deadLetters, DataSource source) implements RootQueue {

    @Override
    public Taken add(List<RootKey> roots, long[] changedXids, @Nullable Instant committedAt) throws SQLException {
        if (roots.isEmpty()) {
            return new Taken(0, List.of());
        }
        var outcome = recompute.of(roots, changedXids);
        try (var connection = source.getConnection()) {
            deadLetters.keep(connection, roots, outcome);
        }
        return new Taken(roots.size(), outcome.deadLetters());
    }

    @Override
    public Writing written() {
        return () -> true;
    }
}
