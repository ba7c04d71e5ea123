package polystore.transformers.sink;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/// For each root that was ever absent, the highest ticket that saw it absent: `{_id, v}`.
final class Tombstones {

    private static final int DUPLICATE_KEY = 11000;
    /// Two first removals of one root race once; the loser finds the winner's tombstone.
    private static final int ATTEMPTS_MAX = 3;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final MongoCollection<BsonDocument> collection;

    Tombstones(MongoCollection<BsonDocument> collection) {
        this.collection = collection;
    }

    void raise(List<DocumentWrite.Remove> removals) {
        var raises = removals.stream().map(Tombstones::raise).toList();
        for (var attempt = 1; ; attempt++) {
            try {
                collection.bulkWrite(raises, UNORDERED);
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

    /// The tombstones that a put has to give way to, as removals with the tombstone's ticket.
    List<DocumentWrite.Remove> newerThan(List<DocumentWrite.Put> puts) {
        var tickets = puts.stream().collect(Collectors.toMap(DocumentWrite.Put::id, DocumentWrite.Put::ticket));
        var ids = new BsonArray(List.copyOf(tickets.keySet()));
        var newer = new ArrayList<DocumentWrite.Remove>();
        for (var tombstone : collection.find(new BsonDocument("_id", new BsonDocument("$in", ids)))) {
            var id = tombstone.get("_id");
            var ticket = tombstone.getInt64("v").getValue();
            var put = id == null ? null : tickets.get(id);
            if (id != null && put != null && put < ticket) {
                newer.add(new DocumentWrite.Remove(id, ticket));
            }
        }
        return newer;
    }

    private static UpdateOneModel<BsonDocument> raise(DocumentWrite.Remove removal) {
        return new UpdateOneModel<>(
                new BsonDocument("_id", removal.id()),
                new BsonDocument("$max", new BsonDocument("v", new BsonInt64(removal.ticket()))),
                UPSERT);
    }
}
