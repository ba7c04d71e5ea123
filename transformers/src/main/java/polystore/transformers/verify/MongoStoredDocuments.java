package polystore.transformers.verify;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import polystore.transformers.sink.StoredForm;

/// The documents of a collection.
public final class MongoStoredDocuments implements StoredDocuments {

    private final MongoCollection<BsonDocument> documents;

    public MongoStoredDocuments(MongoCollection<?> documents) {
        this.documents = documents.withDocumentClass(BsonDocument.class);
    }

    @Override
    public Map<BsonValue, Stored> find(Collection<BsonValue> ids) {
        var found = new HashMap<BsonValue, Stored>();
        var among = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(List.copyOf(ids))));
        for (var document : documents.find(among)) {
            found.put(document.get("_id"), new Stored(StoredForm.hashOf(document), marked(document)));
        }
        return found;
    }

    /// A document without a mark was never written by a mapping: no hash equals it.
    private static long marked(BsonDocument document) {
        var mark = document.get("_m");
        var hash = mark != null && mark.isDocument() ? mark.asDocument().get("h") : null;
        return hash == null || !hash.isInt64()
                ? ~StoredForm.hashOf(document)
                : hash.asInt64().getValue();
    }

    @Override
    public void eachPageOfIds(int max, Page page) throws SQLException, InterruptedException {
        var ids = new ArrayList<BsonValue>();
        for (var document : documents.find().projection(Projections.include("_id"))) {
            ids.add(document.get("_id"));
            if (ids.size() == max) {
                page.take(List.copyOf(ids));
                ids.clear();
            }
        }
        if (!ids.isEmpty()) {
            page.take(List.copyOf(ids));
        }
    }
}
