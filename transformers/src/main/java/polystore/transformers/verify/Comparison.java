package polystore.transformers.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.Extracted;
import polystore.transformers.extract.KeyRange;
import polystore.transformers.extract.Merge;
import polystore.transformers.extract.RootKey;
import polystore.transformers.extract.RootKeys;
import polystore.transformers.extract.RootReader;
import polystore.transformers.plan.Plan;
import polystore.transformers.sink.StoredForm;
import polystore.transformers.turnstile.SnapshotReader;
import polystore.transformers.verify.Difference.Kind;
import polystore.transformers.verify.RangeComparison.Expected;

/// Compares the documents of some roots with their rows in one snapshot.
final class Comparison {

    private static final String DATA_EXCEPTION = "22";

    private final Plan plan;
    private final RootReader reader;
    private final Merge merge;
    private final StoredIds stored;
    private final Verify.Beside beside;

    Comparison(Plan plan, Merge merge, StoredIds stored, Verify.Beside beside) {
        this.plan = plan;
        this.merge = merge;
        this.reader = new RootReader(plan);
        this.stored = stored;
        this.beside = beside;
    }

    /// With the buckets of these roots.
    ///
    /// @throws polystore.transformers.run.SchemaChangedException when rows may have been read by types of before
    List<Difference> of(Connection connection, List<RootKey> roots) throws SQLException {
        var byId = new LinkedHashMap<BsonValue, Extracted>();
        var differences = new ArrayList<Difference>();
        for (var extracted : read(connection, roots)) {
            switch (extracted) {
                case Extracted.Present it -> byId.put(it.id(), it);
                case Extracted.Absent it -> byId.put(it.id(), it);
                case Extracted.Refused it -> differences.add(new Difference(it.key(), Kind.REFUSED, it.cause()));
            }
        }
        var found = stored.find(byId.keySet());
        byId.forEach((id, extracted) -> {
            var difference = difference(id, extracted, found);
            if (difference == null && beside.buckets() != null) {
                difference = BucketComparison.difference(id, extracted, beside.buckets());
            }
            if (difference != null) {
                differences.add(difference);
            }
        });
        if (beside.schema() != null && !differences.isEmpty()) {
            beside.schema().verify(connection);
        }
        return differences;
    }

    /// The roots whose documents differ, and those that have buckets.
    List<RootKey> suspects(Connection connection, List<RootKey> roots) throws SQLException {
        var suspects = new ArrayList<RootKey>();
        var present = new LinkedHashMap<BsonValue, Extracted>();
        for (var extracted : read(connection, roots)) {
            if (extracted instanceof Extracted.Present it && it.buckets().isEmpty()) {
                present.put(it.id(), it);
            } else {
                suspects.add(extracted.key());
            }
        }
        var found = stored.find(present.keySet());
        present.forEach((id, extracted) -> {
            if (difference(id, extracted, found) != null) {
                suspects.add(extracted.key());
            }
        });
        return suspects;
    }

    @FunctionalInterface
    interface Unreadable {
        void take(RootKey root) throws SQLException;
    }

    /// The roots without a row. A key that the database cannot read as one is somebody else's document: it is found by
    /// halving.
    List<RootKey> absent(Connection connection, List<RootKey> roots, Unreadable unreadable) throws SQLException {
        try {
            return reader.absent(connection, roots);
        } catch (SQLException e) {
            if (e.getSQLState() == null || !e.getSQLState().startsWith(DATA_EXCEPTION)) {
                throw e;
            }
            if (roots.size() == 1) {
                unreadable.take(roots.getFirst());
                return List.of();
            }
            var half = roots.size() / 2;
            var all = new ArrayList<>(absent(connection, roots.subList(0, half), unreadable));
            all.addAll(absent(connection, roots.subList(half, roots.size()), unreadable));
            return all;
        }
    }

    private static @Nullable Difference difference(
            BsonValue id, Extracted extracted, Map<BsonValue, StoredIds.Stored> found) {
        var there = found.get(id);
        if (!(extracted instanceof Extracted.Present present)) {
            return there == null ? null : new Difference(extracted.key(), Kind.WITHOUT_ROWS, "a document without rows");
        }
        if (there == null) {
            return new Difference(extracted.key(), Kind.MISSING, "no document");
        }
        if (there.hash() == StoredForm.hash(id, present.body())) {
            return null;
        }
        return there.hash() == there.marked()
                ? new Difference(extracted.key(), Kind.DIFFERENT, "the document is not of these rows")
                : new Difference(extracted.key(), Kind.CHANGED_IN_TARGET, "the document was changed in the target");
    }

    /// Roots in the order of their keys.
    ///
    /// @param refused roots that cannot become a document
    /// @param bucketed roots that have buckets
    /// @param last null where there was none
    record Range(
            List<Expected> expected,
            List<RootKey> refused,
            List<RootKey> bucketed,
            @Nullable RootKey last) {}

    /// The next roots after one, all in one snapshot.
    ///
    /// While a transaction locks a table, they are read again and again; each attempt waits for the lock.
    Range range(Connection connection, @Nullable RootKey after, int max) throws SQLException, InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the verification was stopped");
            }
            try {
                return read(connection, after, max);
            } catch (SQLException e) {
                if (!Merge.isLockedOut(e)) {
                    throw e;
                }
            }
        }
    }

    private Range read(Connection connection, @Nullable RootKey after, int max) throws SQLException {
        return inSnapshot(connection, snapshot -> {
            var left = new KeyRange(after, null);
            var end = RootKeys.nth(snapshot, plan, left, max).orElse(null);
            var range = new Range(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), end);
            merge.read(snapshot, new KeyRange(after, end), root -> add(root, range));
            return range;
        });
    }

    private static void add(Extracted extracted, Range range) {
        switch (extracted) {
            case Extracted.Present it -> {
                range.expected().add(new Expected(it.key(), it.id(), StoredForm.hash(it.id(), it.body())));
                if (!it.buckets().isEmpty()) {
                    range.bucketed().add(it.key());
                }
            }
            case Extracted.Refused it -> range.refused().add(it.key());
            case Extracted.Absent _ -> {}
        }
    }

    private List<Extracted> read(Connection connection, List<RootKey> roots) throws SQLException {
        return inSnapshot(connection, snapshot -> reader.read(snapshot, roots));
    }

    private static <T> T inSnapshot(Connection connection, SnapshotReader<T> reader) throws SQLException {
        connection.setAutoCommit(false);
        try (var begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
            return reader.read(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
