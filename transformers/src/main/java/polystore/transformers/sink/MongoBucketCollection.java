package polystore.transformers.sink;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteManyModel;
import java.util.ArrayList;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/// The buckets of a mapping in a collection of their own.
final class MongoBucketCollection implements BucketCollection {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<RawBsonDocument> buckets;
    private final GuardedCollection guarded;

    MongoBucketCollection(MongoCollection<?> buckets) {
        this.buckets = buckets.withDocumentClass(RawBsonDocument.class);
        this.guarded = new MongoGuardedCollection(buckets, buckets);
    }

    @Override
    public GuardedCollection guarded() {
        return guarded;
    }

    @Override
    public void deleteOlder(Map<BsonValue, Long> roots) {
        var deletes = new ArrayList<DeleteManyModel<RawBsonDocument>>();
        roots.forEach((root, ticket) -> deletes.add(new DeleteManyModel<>(
                StoredForm.bucketsOf(root).append("_m.v", new BsonDocument("$lt", new BsonInt64(ticket))))));
        if (!deletes.isEmpty()) {
            buckets.bulkWrite(deletes, UNORDERED);
        }
    }
}
