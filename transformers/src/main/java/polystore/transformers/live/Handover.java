package polystore.transformers.live;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.TableUse;
import polystore.transformers.run.Recompute.DeadLetter;

/// Finds the roots that changed rows lead to, and hands them over in batches.
///
/// @param committedAt of the last transaction that touched one of them
/// @param after is called after each batch
record Handover(LiveSession session, @Nullable Instant committedAt, AfterBatch after) {

    @FunctionalInterface
    interface AfterBatch {
        void call() throws SQLException;
    }

    /// @param roots that were found
    /// @param written those of them that are written already
    record Done(int roots, int written, List<DeadLetter> deadLetters) {

        /// @return null while a part is only handed over
        @Nullable
        Instant writtenUpTo(@Nullable Instant committedAt) {
            return roots == written ? committedAt : null;
        }
    }

    /// @param links values that lead to roots, by the place where the mapping uses them
    /// @param xids transactions that touched them: the snapshot in which roots are looked for includes these
    Done roots(Map<TableUse, Set<List<String>>> links, long[] xids) throws SQLException {
        if (links.isEmpty()) {
            return new Done(0, 0, List.of());
        }
        var batches = new Batches(xids);
        session.turnstile().read(xids, snapshot -> {
            for (var entry : links.entrySet()) {
                session.finder().find(snapshot, entry.getKey(), entry.getValue(), batches::add);
            }
            return batches;
        });
        batches.flush();
        return new Done(batches.roots, batches.written, batches.deadLetters);
    }

    private final class Batches {
        private final long[] xids;
        private final Set<RootKey> waiting = new LinkedHashSet<>();
        private final List<DeadLetter> deadLetters = new ArrayList<>();
        private int roots;
        private int written;

        Batches(long[] xids) {
            this.xids = xids;
        }

        void add(RootKey root) throws SQLException {
            waiting.add(root);
            if (waiting.size() == RootReader.KEYS_MAX) {
                flush();
            }
        }

        void flush() throws SQLException {
            var batch = List.copyOf(waiting);
            waiting.clear();
            var taken = session.queue().add(batch, xids, committedAt);
            roots += batch.size();
            written += taken.written();
            deadLetters.addAll(taken.deadLetters());
            after.call();
        }
    }
}
