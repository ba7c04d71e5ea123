package polystore.transformers.sink;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// The operations of [GuardedWriter] on MongoDB, one bulk write each.
final class MongoGuardedCollection implements GuardedCollection {

    private static final int DUPLICATE_KEY = 11000;
    /// Two concurrent first removals of one root may collide once; the second attempt finds the tombstone.
    private static final int ATTEMPTS_MAX = 3;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final ReplaceOptions REPLACE_OR_INSERT = new ReplaceOptions().upsert(true);
    private static final UpdateOptions UPDATE_OR_INSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<RawBsonDocument> documents;
    private final MongoCollection<BsonDocument> tombstones;

    MongoGuardedCollection(MongoCollection<?> documents, MongoCollection<?> tombstones) {
        this.documents = documents.withDocumentClass(RawBsonDocument.class);
        this.tombstones = tombstones.withDocumentClass(BsonDocument.class);
    }

    @Override
    public Replaced replaceOlder(List<DocumentWrite.Put> puts) {
        var replaces = puts.stream()
                .map(put -> new ReplaceOneModel<>(olderThan(put), StoredForm.of(put), REPLACE_OR_INSERT))
                .toList();
        return write(puts, replaces);
    }

    @Override
    public Replaced insert(List<DocumentWrite.Put> puts) {
        var inserts = puts.stream()
                .map(put -> new InsertOneModel<>(StoredForm.of(put)))
                .toList();
        var written = write(puts, inserts);
        return new Replaced(written.stored(), written.stored(), written.taken(), written.refused());
    }

    private Replaced write(List<DocumentWrite.Put> puts, List<? extends WriteModel<RawBsonDocument>> writes) {
        try {
            var upserts = documents.bulkWrite(writes, UNORDERED).getUpserts().size();
            return new Replaced(puts.size(), upserts, List.of(), List.of());
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null) {
                throw e;
            }
            return partly(puts, e);
        }
    }

    /// What has no error is written: a server may count failed inserts too.
    private static Replaced partly(List<DocumentWrite.Put> puts, MongoBulkWriteException e) {
        var taken = new ArrayList<DocumentWrite.Put>();
        var refused = new ArrayList<Written.Refusal>();
        for (var error : e.getWriteErrors()) {
            var put = puts.get(error.getIndex());
            if (isDuplicateId(error)) {
                taken.add(put);
            } else {
                refused.add(new Written.Refusal(put.id(), error.getMessage()));
            }
        }
        var stored = puts.size() - taken.size() - refused.size();
        return new Replaced(stored, e.getWriteResult().getUpserts().size(), taken, refused);
    }

    /// A violation of another unique index than that of `_id` is reported as refused, not as a newer document.
    private static boolean isDuplicateId(BulkWriteError error) {
        return error.getCode() == DUPLICATE_KEY && error.getMessage().contains("index: _id_");
    }

    @Override
    public Map<BsonValue, Long> tickets(Collection<BsonValue> ids) {
        var tickets = new HashMap<BsonValue, Long>();
        for (var document : documents.find(among(ids), BsonDocument.class).projection(Projections.include("_m.v"))) {
            var mark = document.get("_m");
            var ticket = mark != null && mark.isDocument() ? mark.asDocument().get("v") : null;
            tickets.put(
                    document.get("_id"),
                    ticket == null ? NO_TICKET : ticket.asInt64().getValue());
        }
        return tickets;
    }

    @Override
    public int deleteOlder(List<DocumentWrite.Remove> removals) {
        var deletes = removals.stream()
                .map(it -> new DeleteOneModel<RawBsonDocument>(olderThan(it)))
                .toList();
        return documents.bulkWrite(deletes, UNORDERED).getDeletedCount();
    }

    @Override
    public void raiseTombstones(List<DocumentWrite.Remove> removals) {
        var raises = removals.stream().map(MongoGuardedCollection::raise).toList();
        for (var attempt = 1; ; attempt++) {
            try {
                tombstones.bulkWrite(raises, UNORDERED);
                return;
            } catch (MongoBulkWriteException e) {
                var onlyRaces = e.getWriteConcernError() == null
                        && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
                if (!onlyRaces || attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Map<BsonValue, Long> tombstones(Collection<BsonValue> ids) {
        var tickets = new HashMap<BsonValue, Long>();
        for (var tombstone : tombstones.find(among(ids))) {
            tickets.put(tombstone.get("_id"), tombstone.getInt64("v").getValue());
        }
        return tickets;
    }

    private static BsonDocument among(Collection<BsonValue> ids) {
        return new BsonDocument("_id", new BsonDocument("$in", new BsonArray(List.copyOf(ids))));
    }

    private static BsonDocument olderThan(DocumentWrite write) {
        return new BsonDocument("_id", write.id())
                .append("_m.v", new BsonDocument("$lt", new BsonInt64(write.ticket())));
    }

    private static UpdateOneModel<BsonDocument> raise(DocumentWrite.Remove removal) {
        return new UpdateOneModel<>(
                new BsonDocument("_id", removal.id()),
                new BsonDocument("$max", new BsonDocument("v", new BsonInt64(removal.ticket()))),
                UPDATE_OR_INSERT);
    }
}
