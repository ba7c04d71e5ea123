package polystore.transformers.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.Merge;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.Recompute;

/// Works on one range after the other; when others work on all that are left, waits whether they end or give up.
final class BackfillWorker implements Callable<@Nullable Void> {

    private static final long PAUSED_POLL_MS = 500;
    private static final long OTHERS_POLL_MS = 200;
    /// An old snapshot keeps vacuum from its work.
    private static final long SNAPSHOT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /// Losing the last batches of a crashed server's progress only repeats them.
    private static final String RELAXED = "set synchronous_commit = off";

    private final DataSource source;
    private final Plan plan;
    private final Recompute recompute;
    private final int rangeRoots;
    private final RootDeadLetters deadLetters;
    private final int backfill;
    private final Throttle throttle;
    private final Backfill.Progress progress;
    private int partRoots;

    BackfillWorker(
            DataSource source,
            Plan plan,
            Recompute recompute,
            Backfill.Settings settings,
            int backfill,
            Throttle throttle,
            Backfill.Progress progress) {
        this.source = source;
        this.plan = plan;
        this.recompute = recompute;
        this.rangeRoots = settings.rangeRoots();
        this.deadLetters = new RootDeadLetters(plan.mapping().name(), settings.target());
        this.backfill = backfill;
        this.throttle = throttle;
        this.progress = progress;
        this.partRoots = rangeRoots;
    }

    @Override
    public @Nullable Void call() throws SQLException, InterruptedException {
        try (var connection = source.getConnection();
                var merge = new Merge(source, plan)) {
            try (var relax = connection.createStatement()) {
                relax.execute(RELAXED);
            }
            var state = new BackfillState(connection, backfill);
            do {
                for (var claim = state.claim(); claim.isPresent(); claim = state.claim()) {
                    try {
                        work(connection, state, merge, claim.get());
                    } finally {
                        state.release(claim.get().position());
                    }
                }
            } while (!isFinished(state));
        }
        return null;
    }

    private static boolean isFinished(BackfillState state) throws SQLException, InterruptedException {
        if (state.finish()) {
            return true;
        }
        TimeUnit.MILLISECONDS.sleep(OTHERS_POLL_MS);
        return false;
    }

    private void work(Connection connection, BackfillState state, Merge merge, BackfillState.Claim claim)
            throws SQLException, InterruptedException {
        var reading = new Reading(connection, state, claim);
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException("another worker failed, or the run was stopped");
            }
            throttle.await();
            while (state.isPaused()) {
                TimeUnit.MILLISECONDS.sleep(PAUSED_POLL_MS);
            }
        } while (!reading.readOn(merge));
        state.moved(claim.position(), null, true, 0, 0);
    }

    /// One range, part by part, each in a snapshot of its own that is as large as its time allows.
    private final class Reading implements Recompute.Batches {
        private final Connection connection;
        private final BackfillState state;
        private final int position;
        private KeyRange left;

        Reading(Connection connection, BackfillState state, BackfillState.Claim claim) {
            this.connection = connection;
            this.state = state;
            this.position = claim.position();
            this.left = claim.range();
        }

        /// @return whether the range is done
        boolean readOn(Merge merge) throws SQLException {
            try {
                return readPart(merge);
            } catch (SQLException e) {
                if (!Merge.isLockedOut(e)) {
                    throw e;
                }
                return false; // the other transaction has its turn, and what was written is behind
            }
        }

        private boolean readPart(Merge merge) throws SQLException {
            var started = System.nanoTime();
            var roots = throttle.atOnce(partRoots);
            var end = RootKeys.nth(connection, plan, left, roots);
            recompute.of(merge, new KeyRange(left.after(), end.orElse(left.upTo())), this);
            var allowed = roots * SNAPSHOT_NANOS / Math.max(1, System.nanoTime() - started);
            partRoots = Math.clamp(allowed, Math.min(RootReader.KEYS_MAX, rangeRoots), rangeRoots);
            return end.isEmpty();
        }

        @Override
        public void written(List<RootKey> roots, Recompute.Outcome outcome) throws SQLException {
            deadLetters.keep(connection, roots, outcome);
            left = left.behind(roots.getLast());
            state.moved(
                    position,
                    roots.getLast(),
                    false,
                    outcome.written(),
                    outcome.deadLetters().size());
            throttle.count(roots.size());
            progress.page(outcome.written(), outcome.deadLetters());
        }
    }
}
