package polystore.transformers.sink;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// Writes documents so that a collection ends at the highest ticket of every root, whatever the order, the repetition
/// or the concurrency of the writes.
///
/// - put: replace where `_m.v` is lower, else insert. A duplicate key on `_id` says that somebody newer was here. Then,
///   if the root's tombstone is newer than the put, delete again: between the removal and this put nothing was there
///   to guard.
/// - remove: raise the root's tombstone first, then delete what is older. The other way round a late put in between
///   would see neither document nor tombstone.
///
/// Tombstones are kept in a collection of their own, `{_id, v}`, so that no reader of the documents has to know them.
/// A put with the same content but a higher ticket is written all the same: without raising `v` it would let an older,
/// different document in.
public final class GuardedWriter {

    /// With documents of a few KB a batch stays within the 48 MB that one message may have; the driver splits more.
    private static final int BATCH_MAX = 1_000;

    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<RawBsonDocument> documents;
    private final Tombstones tombstones;

    /// @param tombstones another collection of the same database
    public GuardedWriter(MongoCollection<?> documents, MongoCollection<?> tombstones) {
        this.documents = documents.withDocumentClass(RawBsonDocument.class);
        this.tombstones = new Tombstones(tombstones.withDocumentClass(BsonDocument.class));
    }

    /// Applies all writes, in bulk. A write that fails for the connection throws, and everything may be written again.
    ///
    /// @throws com.mongodb.MongoException when the server is away or fails as a whole
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
        if (removals.isEmpty()) {
            return;
        }
        tombstones.raise(removals);
        tally.removed += deleteThose(removals.stream()
                .map(it -> new DeleteOneModel<RawBsonDocument>(olderThan(it)))
                .toList());
    }

    private void put(List<DocumentWrite.Put> puts, Tally tally) {
        if (puts.isEmpty()) {
            return;
        }
        try {
            tally.count(documents.bulkWrite(
                    puts.stream().map(GuardedWriter::replace).toList(), UNORDERED));
        } catch (MongoBulkWriteException e) {
            tally.count(e.getWriteResult());
            e.getWriteErrors().forEach(error -> tally.count(error, puts.get(error.getIndex())));
            if (e.getWriteConcernError() != null) {
                throw e;
            }
        }
        removeBuried(puts, tally);
    }

    private void removeBuried(List<DocumentWrite.Put> puts, Tally tally) {
        var buried = tombstones.newerThan(puts);
        if (!buried.isEmpty()) {
            tally.removed += deleteThose(buried.stream()
                    .map(it -> new DeleteOneModel<RawBsonDocument>(upTo(it)))
                    .toList());
        }
    }

    private int deleteThose(List<? extends WriteModel<RawBsonDocument>> deletes) {
        return documents.bulkWrite(deletes, UNORDERED).getDeletedCount();
    }

    private static WriteModel<RawBsonDocument> replace(DocumentWrite.Put put) {
        return new ReplaceOneModel<>(olderThan(put), StoredForm.of(put), UPSERT);
    }

    private static BsonDocument olderThan(DocumentWrite write) {
        return guard(write.id(), "$lt", write.ticket());
    }

    private static BsonDocument upTo(DocumentWrite.Remove tombstone) {
        return guard(tombstone.id(), "$lte", tombstone.ticket());
    }

    private static BsonDocument guard(BsonValue id, String comparison, long ticket) {
        return new BsonDocument("_id", id).append("_m.v", new BsonDocument(comparison, new BsonInt64(ticket)));
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

    private static final class Tally {
        private int stored;
        private int stale;
        private int removed;
        private final List<Written.Refusal> refused = new ArrayList<>();

        void count(BulkWriteResult result) {
            stored += result.getMatchedCount() + result.getUpserts().size();
        }

        void count(BulkWriteError error, DocumentWrite.Put put) {
            if (isDuplicateId(error)) {
                stale++;
            } else {
                refused.add(new Written.Refusal(put.id(), error.getMessage()));
            }
        }

        /// A unique index of the users' own is no guard of ours: a violation of it is refused, not skipped.
        private static boolean isDuplicateId(BulkWriteError error) {
            return error.getCode() == DUPLICATE_KEY && error.getMessage().contains("index: _id_");
        }

        Written written() {
            return new Written(stored, stale, removed, refused);
        }
    }
}
