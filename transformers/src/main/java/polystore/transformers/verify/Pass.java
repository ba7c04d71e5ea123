package polystore.transformers.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.verify.Difference.Kind;
import polystore.transformers.verify.Verify.Found;
import polystore.transformers.verify.Verify.Pause;

/// One verification on its way. What differs waits for a second look, which alone decides.
final class Pass implements RangeComparison.Suspects {

    /// How many wait for their second look; so memory is bounded where everything differs.
    private static final int SUSPECTS_MAX = 10_000;

    private static final String FOREIGN = "an _id that no root can have";

    private final Connection connection;
    private final Plan plan;
    private final StoredIds stored;
    private final Comparison comparison;
    private final Pause pause;
    private final Pace pace;
    private final Found found;
    private final Set<RootKey> suspects = new LinkedHashSet<>();
    private @Nullable BsonType idType;
    private long documents;
    private long differences;

    Pass(
            Connection connection,
            Plan plan,
            Comparison comparison,
            StoredIds stored,
            Pause pause,
            Pace pace,
            Found found) {
        this.connection = connection;
        this.plan = plan;
        this.stored = stored;
        this.comparison = comparison;
        this.pause = pause;
        this.pace = pace;
        this.found = found;
    }

    Verify.Summary summary() {
        return new Verify.Summary(documents, differences);
    }

    /// Range by range, where the database orders keys as the target orders `_id`.
    ///
    /// @param ranged the same stored documents
    void compareRanges(StoredDocuments ranged, int rootsMax) throws SQLException, InterruptedException {
        var ranges = new RangeComparison(ranged, this);
        @Nullable BsonValue from = null;
        @Nullable RootKey last = null;
        do {
            var started = System.nanoTime();
            var range = comparison.range(connection, last, rootsMax);
            documents += range.expected().size() + range.refused().size();
            suspect(range.refused());
            suspect(range.bucketed());
            // A range of refused roots alone has no `_id` to end at: the next one begins where it did.
            if (range.last() == null || !range.expected().isEmpty()) {
                var upTo =
                        range.last() == null ? null : range.expected().getLast().id();
                idType = range.expected().isEmpty()
                        ? idType
                        : range.expected().getFirst().id().getBsonType();
                ranges.compare(range.expected(), from, upTo);
                from = upTo;
            }
            last = range.last();
            pace.after(System.nanoTime() - started);
        } while (last != null);
        if (idType != null) {
            ranged.eachPageOfOtherIds(idType, RootReader.KEYS_MAX, this::reportForeign);
        }
    }

    @Override
    public void root(RootKey root) throws SQLException, InterruptedException {
        suspect(List.of(root));
    }

    /// An `_id` of another type is reported once, at the end.
    @Override
    public void withoutRoot(BsonValue id) throws SQLException, InterruptedException {
        if (idType == null || id.getBsonType() == idType || (id.isNumber() && isNumber(idType))) {
            findAbsent(List.of(id));
        }
    }

    private static boolean isNumber(BsonType type) {
        return type == BsonType.INT32 || type == BsonType.INT64 || type == BsonType.DECIMAL128;
    }

    private void reportForeign(Collection<BsonValue> ids) throws SQLException {
        for (var id : ids) {
            foreign(id.toString());
        }
    }

    /// Page by page, each document by its `_id`; documents without rows are looked for on their own.
    void compareRoots() throws SQLException, InterruptedException {
        var page = RootKeys.page(connection, plan, KeyRange.ALL, RootReader.KEYS_MAX);
        while (!page.isEmpty()) {
            var started = System.nanoTime();
            documents += page.size();
            suspect(comparison.suspects(connection, page));
            page = RootKeys.page(connection, plan, KeyRange.ALL.behind(page.getLast()), RootReader.KEYS_MAX);
            pace.after(System.nanoTime() - started);
        }
        findWithoutRows();
    }

    void findWithoutRows() throws SQLException, InterruptedException {
        stored.eachPageOfIds(RootReader.KEYS_MAX, this::findAbsent);
    }

    /// A root that has no bucket by its rows may still have one in the target.
    void suspectAllWith(StoredBuckets buckets) throws SQLException, InterruptedException {
        buckets.eachPageOfRoots(RootReader.KEYS_MAX, ids -> suspect(rootsOf(ids)));
    }

    private void findAbsent(Collection<BsonValue> ids) throws SQLException, InterruptedException {
        var absent = comparison.absent(connection, rootsOf(ids), it -> foreign(it.toString()));
        documents += absent.size();
        suspect(absent);
    }

    private List<RootKey> rootsOf(Collection<BsonValue> ids) throws SQLException {
        var roots = new ArrayList<RootKey>();
        for (var id : ids) {
            var root = StoredKeys.of(id, plan.key().size());
            if (root.isPresent()) {
                roots.add(root.get());
            } else {
                foreign(id.toString());
            }
        }
        return roots;
    }

    private void foreign(String id) throws SQLException {
        report(new Difference(new RootKey(List.of(id)), Kind.REFUSED, FOREIGN));
    }

    private void suspect(Collection<RootKey> roots) throws SQLException, InterruptedException {
        suspects.addAll(roots);
        if (suspects.size() >= SUSPECTS_MAX) {
            lookAgain();
        }
    }

    void lookAgain() throws SQLException, InterruptedException {
        if (suspects.isEmpty()) {
            return;
        }
        pause.now();
        var all = List.copyOf(suspects);
        suspects.clear();
        for (var from = 0; from < all.size(); from += RootReader.KEYS_MAX) {
            var batch = all.subList(from, Math.min(all.size(), from + RootReader.KEYS_MAX));
            for (var difference : comparison.of(connection, batch)) {
                report(difference);
            }
        }
    }

    private void report(Difference difference) throws SQLException {
        differences++;
        found.take(difference);
    }
}
