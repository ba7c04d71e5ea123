package polystore.transformers.verify;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.Merge;
import polystore.transformers.plan.Plan;
import polystore.transformers.run.UsedSchema;

/// Compares every document with what its rows say now, and finds documents without rows. What differs is looked at
/// again after a while: a change on its way is no difference.
///
/// Ranges of keys are compared by their digests; keys that the target orders otherwise than the database (texts,
/// above all, whose order depends on a collation) are compared page by page.
public final class Verify {

    /// Of one snapshot, which is then held for about a second.
    public static final int RANGE_ROOTS = 20_000;

    private final DataSource source;
    private final Plan plan;
    private final StoredDocuments stored;
    private final Pause pause;
    private final int rangeRoots;
    private final Pace pace;
    private final Beside beside;

    /// Waits as long as a change may take to reach its document.
    @FunctionalInterface
    public interface Pause {
        void now() throws InterruptedException;
    }

    /// Receives each difference.
    @FunctionalInterface
    public interface Found {
        void take(Difference difference) throws SQLException;
    }

    public Verify(DataSource source, Plan plan, StoredDocuments stored, Pause pause) {
        this(source, plan, stored, pause, RANGE_ROOTS, Pace.FULL);
    }

    /// @param rangeRoots how many roots are compared by one digest first
    public Verify(DataSource source, Plan plan, StoredDocuments stored, Pause pause, int rangeRoots, Pace pace) {
        this(source, plan, stored, pause, rangeRoots, pace, Beside.NOTHING);
    }

    private Verify(
            DataSource source,
            Plan plan,
            StoredDocuments stored,
            Pause pause,
            int rangeRoots,
            Pace pace,
            Beside beside) {
        this.source = source;
        this.plan = plan;
        this.stored = stored;
        this.pause = pause;
        this.rangeRoots = rangeRoots;
        this.pace = pace;
        this.beside = beside;
    }

    /// The same, but nothing is reported of tables that are no longer as they were planned: a
    /// [polystore.transformers.run.SchemaChangedException] ends the verification.
    public Verify whileUnchanged(UsedSchema planned) {
        return new Verify(source, plan, stored, pause, rangeRoots, pace, new Beside(planned, beside.buckets()));
    }

    /// The same, with the buckets of a mapping that has some.
    public Verify withBuckets(StoredBuckets buckets) {
        return new Verify(source, plan, stored, pause, rangeRoots, pace, new Beside(beside.schema(), buckets));
    }

    /// What is looked at beside the documents.
    ///
    /// @param schema that the tables must have where documents differ
    record Beside(@Nullable UsedSchema schema, @Nullable StoredBuckets buckets) {
        static final Beside NOTHING = new Beside(null, null);
    }

    /// @param documents that were compared, those without rows among them
    public record Summary(long documents, long differences) {
        @Override
        public String toString() {
            return documents + " documents, " + differences + " differences";
        }
    }

    /// @param found is given each difference that outlived the second look
    public Summary verify(Found found) throws SQLException, InterruptedException {
        try (var connection = source.getConnection();
                var merge = new Merge(source, plan)) {
            var pass = pass(connection, merge, found);
            if (plan.orderedAsIds()) {
                pass.compareRanges(stored, rangeRoots);
            } else {
                pass.compareRoots();
            }
            if (beside.buckets() != null) {
                pass.suspectAllWith(beside.buckets());
            }
            pass.lookAgain();
            return pass.summary();
        }
    }

    private Pass pass(Connection connection, Merge merge, Found found) {
        var comparison = new Comparison(plan, merge, stored, beside);
        return new Pass(connection, plan, comparison, stored, pause, pace, found);
    }

    /// Finds only documents without rows, such as those of rows deleted since an earlier run.
    public static void findWithoutRows(DataSource source, Plan plan, StoredIds stored, Found found)
            throws SQLException, InterruptedException {
        try (var connection = source.getConnection();
                var merge = new Merge(source, plan)) {
            var pass = new Pass(
                    connection,
                    plan,
                    new Comparison(plan, merge, stored, Beside.NOTHING),
                    stored,
                    () -> {},
                    Pace.FULL,
                    found);
            pass.findWithoutRows();
            pass.lookAgain();
        }
    }
}
