package polystore.transformers.verify;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import polystore.transformers.extract.RootKey;
import polystore.transformers.verify.StoredDocuments.IdRange;

/// Compares roots in the order of their keys with the documents in the same range of `_id`, first by their digest,
/// and where the digests differ by those of both halves, down to a few documents that are compared one by one. So a
/// document without rows is found as well as a missing one, and what agrees costs one read of its range.
final class RangeComparison {

    /// So few are compared one by one.
    private static final int ONE_BY_ONE_MAX = 64;

    private final StoredDocuments stored;
    private final Suspects suspects;

    RangeComparison(StoredDocuments stored, Suspects suspects) {
        this.stored = stored;
        this.suspects = suspects;
    }

    /// @param hash that its document should have
    record Expected(RootKey root, BsonValue id, long hash) {}

    /// Is given what differs.
    interface Suspects {
        void root(RootKey root) throws SQLException, InterruptedException;

        void withoutRoot(BsonValue id) throws SQLException, InterruptedException;
    }

    /// @param roots in the order of their keys
    /// @param after the `_id` before the first one; null at the beginning of all
    /// @param upTo the `_id` of the last one; null at the end of all
    void compare(List<Expected> roots, @Nullable BsonValue after, @Nullable BsonValue upTo)
            throws SQLException, InterruptedException {
        var range = new IdRange(after, upTo);
        if (digest(range).equals(digest(roots))) {
            return;
        }
        if (roots.size() <= ONE_BY_ONE_MAX) {
            compareOneByOne(roots, range);
            return;
        }
        var half = roots.size() / 2;
        var middle = roots.get(half - 1).id();
        compare(roots.subList(0, half), after, middle);
        compare(roots.subList(half, roots.size()), middle, upTo);
    }

    private Digest digest(IdRange range) throws SQLException, InterruptedException {
        var digest = new Digest[] {Digest.NOTHING};
        stored.each(range, (id, hash) -> digest[0] = digest[0].plus(id, hash));
        return digest[0];
    }

    private static Digest digest(List<Expected> roots) {
        var digest = Digest.NOTHING;
        for (var root : roots) {
            digest = digest.plus(root.id(), root.hash());
        }
        return digest;
    }

    private void compareOneByOne(List<Expected> roots, IdRange range) throws SQLException, InterruptedException {
        var expected = new HashMap<BsonValue, Expected>();
        roots.forEach(it -> expected.put(it.id(), it));
        stored.each(range, (id, hash) -> {
            var root = expected.remove(id);
            if (root == null) {
                suspects.withoutRoot(id);
            } else if (root.hash() != hash) {
                suspects.root(root.root());
            }
        });
        for (var missing : expected.values()) {
            suspects.root(missing.root());
        }
    }
}
