package polystore.transformers.sink;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/// Writes documents so that the one with the highest ticket of each root is the final one, for any order,
/// repetition or concurrency of writes.
///
/// - put: replace where `_m.v` is lower, else insert; or insert first, where documents are probably new. A duplicate
/// key on `_id` does not prove that the stored document
///   is newer: of two first puts, the older may insert between the match and the insert of the newer. So the stored
///   ticket is read, and only a higher or equal one ends the put; otherwise it is repeated. Then, if the root's
///   tombstone is newer than the put, delete again, because the document may have been removed before this put.
/// - remove: raise the root's tombstone first, then delete older documents. In the other order a late put in between
///   would find neither document nor tombstone.
///
/// Tombstones are kept in a collection of their own, `{_id, v}`, so that readers of the documents need not know
/// them. A put with the same content but a higher ticket is still written, because without the higher
/// `v` an older, different document could replace it.
public final class GuardedWriter implements DocumentSink {

    /// Documents per batch: with a few KB each, a batch fits one message of 48 MB; the driver splits larger ones.
    private static final int BATCH_MAX = 1_000;
    private final GuardedCollection documents;
    private final @Nullable BucketWriter buckets;
    private final Novelty novelty = new Novelty();
    private final BooleanSupplier insertsAnyway;

    /// @param tombstones another collection of the same database
    public GuardedWriter(MongoCollection<?> documents, MongoCollection<?> tombstones) {
        this(new MongoGuardedCollection(documents, tombstones));
    }

    /// @param buckets another collection of the same database, for a mapping that has buckets
    public GuardedWriter(MongoCollection<?> documents, MongoCollection<?> tombstones, MongoCollection<?> buckets) {
        this(new MongoGuardedCollection(documents, tombstones), new MongoBucketCollection(buckets));
    }

    public GuardedWriter(GuardedCollection documents) {
        this(documents, () -> false);
    }

    /// @param insertsAnyway whether a batch is inserted first, though its documents may exist: for tests of the
    /// protocol
    public GuardedWriter(GuardedCollection documents, BooleanSupplier insertsAnyway) {
        this.documents = documents;
        this.buckets = null;
        this.insertsAnyway = insertsAnyway;
    }

    GuardedWriter(GuardedCollection documents, BucketCollection buckets) {
        this.documents = documents;
        this.buckets = new BucketWriter(documents, buckets);
        this.insertsAnyway = () -> false;
    }

    /// Applies all writes in bulk. After an exception all may be written again.
    ///
    /// @throws com.mongodb.MongoException when the server is unavailable or fails
    @Override
    public Written write(Collection<? extends DocumentWrite> writes) {
        var tally = new Tally();
        var newest = newestOfEachRoot(writes);
        for (var from = 0; from < newest.size(); from += BATCH_MAX) {
            var batch = newest.subList(from, Math.min(newest.size(), from + BATCH_MAX));
            remove(only(batch, DocumentWrite.Remove.class), tally);
            put(only(batch, DocumentWrite.Put.class), tally);
        }
        return tally.written();
    }

    private void remove(List<DocumentWrite.Remove> removals, Tally tally) {
        if (!removals.isEmpty()) {
            documents.raiseTombstones(removals);
            tally.removed += documents.deleteOlder(removals);
            if (buckets != null) {
                buckets.remove(removals);
            }
        }
    }

    private void put(List<DocumentWrite.Put> puts, Tally tally) {
        if (!puts.isEmpty()) {
            var before = tally.inserted;
            var insertFirst = novelty.isExpected(puts.size()) || insertsAnyway.getAsBoolean();
            var stored = Replacement.replace(documents, puts, tally, insertFirst);
            novelty.learn(puts.size(), tally.inserted - before);
            if (buckets != null) {
                buckets.put(stored, tally);
            }
            removeBuried(puts, tally);
            if (buckets != null) {
                buckets.removeOlder(stored);
            }
        }
    }

    private void removeBuried(List<DocumentWrite.Put> puts, Tally tally) {
        var tombstones = documents.tombstones(ids(puts));
        var buried = new ArrayList<DocumentWrite.Remove>();
        for (var put : puts) {
            var tombstone = tombstones.get(put.id());
            if (tombstone != null && tombstone > put.ticket()) {
                buried.add(new DocumentWrite.Remove(put.id(), tombstone + 1)); // up to the tombstone's ticket
            }
        }
        if (!buried.isEmpty()) {
            tally.removed += documents.deleteOlder(buried);
        }
    }

    static List<BsonValue> ids(List<? extends DocumentWrite> writes) {
        return writes.stream().map(DocumentWrite::id).toList();
    }

    private static List<DocumentWrite> newestOfEachRoot(Collection<? extends DocumentWrite> writes) {
        var newest = new LinkedHashMap<BsonValue, DocumentWrite>();
        for (var write : writes) {
            newest.merge(write.id(), write, (a, b) -> b.ticket() > a.ticket() ? b : a);
        }
        return List.copyOf(newest.values());
    }

    private static <W extends DocumentWrite> List<W> only(List<DocumentWrite> writes, Class<W> kind) {
        return writes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
