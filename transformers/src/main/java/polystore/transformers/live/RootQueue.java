package polystore.transformers.live;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootKey;
import polystore.transformers.run.Recompute.DeadLetter;

/// Takes the roots that changes have touched, and sees to it that their documents are written.
public interface RootQueue extends AutoCloseable {

    /// @param written roots whose documents are written already
    /// @param deadLetters roots that are known to have no document
    record Taken(int written, List<DeadLetter> deadLetters) {
        public Taken {
            deadLetters = List.copyOf(deadLetters);
        }
    }

    /// Tells whether roots that were handed over are written.
    @FunctionalInterface
    interface Writing {
        boolean isDone() throws SQLException;
    }

    /// Opens the queue of a mapping.
    @FunctionalInterface
    interface Opener {
        /// @param slot name of the mapping's replication slot, which is that of its target too
        /// @param signature of the mapping and its tables: documents are made by those who have the same
        RootQueue open(String slot, String signature);
    }

    /// @param changedXids transactions that a snapshot of this moment includes
    /// @param committedAt of the last transaction that touched one of them, null before the first one ended
    Taken add(List<RootKey> roots, long[] changedXids, @Nullable Instant committedAt) throws SQLException;

    /// @return of everything that was added before this call
    Writing written();

    @Override
    default void close() {}
}
