package polystore.transformers.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.backfill.Backfill;
import polystore.transformers.run.Recompute;

/// Is told how a mapping is followed.
public interface LiveProgress {

    /// Changes were missed, or may have been.
    void alarm(String message);

    /// All documents are recomputed now.
    Backfill.Progress recomputes();

    /// Changes are followed from now on.
    void follows();

    /// @param changes rows that changed
    /// @param roots that were recomputed for them
    /// @param committedAt of the last transaction, null before the first one ended
    void written(int changes, int roots, List<Recompute.DeadLetter> deadLetters, @Nullable Instant committedAt);

    /// Nothing can be written at the moment; it is tried again.
    void waits(String cause, Duration time);
}
