package polystore.transformers.verify;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import polystore.transformers.sink.StoredForm;

/// Reads the buckets of a collection, whole, so that a change which somebody made in the target is seen.
public final class MongoStoredBuckets implements StoredBuckets {

    private final MongoCollection<BsonDocument> buckets;

    public MongoStoredBuckets(MongoCollection<?> buckets) {
        this.buckets = buckets.withDocumentClass(BsonDocument.class);
    }

    @Override
    public Map<BsonValue, StoredIds.Stored> of(BsonValue root) {
        var found = new HashMap<BsonValue, StoredIds.Stored>();
        for (var bucket : buckets.find(StoredForm.bucketsOf(root))) {
            found.put(bucket.get("_id"), MongoStoredDocuments.stored(bucket));
        }
        return found;
    }

    @Override
    public void eachPageOfRoots(int max, StoredIds.Page page) throws SQLException, InterruptedException {
        var roots = new LinkedHashSet<BsonValue>();
        for (var bucket : buckets.find().projection(Projections.include("_id"))) {
            var id = bucket.get("_id", BsonNull.VALUE);
            roots.add(id.isDocument() ? id.asDocument().get("root", id) : id);
            if (roots.size() == max) {
                page.take(List.copyOf(roots));
                roots.clear();
            }
        }
        if (!roots.isEmpty()) {
            page.take(List.copyOf(roots));
        }
    }
}
