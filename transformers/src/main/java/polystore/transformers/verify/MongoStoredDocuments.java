package polystore.transformers.verify;

import com.mongodb.client.FindIterable;
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
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import polystore.transformers.sink.StoredForm;

/// Reads the documents of a collection.
public final class MongoStoredDocuments implements StoredDocuments {

    private static final Bson IDS = Projections.include("_id");
    private static final Bson MARKS = Projections.include("_id", "_m.h");

    private final MongoCollection<BsonDocument> documents;
    private final boolean byMarks;

    private MongoStoredDocuments(MongoCollection<?> documents, boolean byMarks) {
        this.documents = documents.withDocumentClass(BsonDocument.class);
        this.byMarks = byMarks;
    }

    /// Every document is read whole, so that a change which somebody made in the target is seen.
    public static MongoStoredDocuments byBytes(MongoCollection<?> documents) {
        return new MongoStoredDocuments(documents, false);
    }

    /// Only the hashes are read that documents were written with.
    public static MongoStoredDocuments byMarks(MongoCollection<?> documents) {
        return new MongoStoredDocuments(documents, true);
    }

    @Override
    public Map<BsonValue, Stored> find(Collection<BsonValue> ids) {
        var found = new HashMap<BsonValue, Stored>();
        var among = new BsonDocument("_id", new BsonDocument("$in", new BsonArray(List.copyOf(ids))));
        for (var document : documents.find(among)) {
            found.put(document.get("_id"), stored(document));
        }
        return found;
    }

    static Stored stored(BsonDocument document) {
        var hash = StoredForm.hashOf(document);
        return new Stored(hash, marked(document, ~hash));
    }

    @Override
    public void each(IdRange range, Visitor visitor) throws SQLException, InterruptedException {
        var found = documents.find(within(range));
        for (var document : byMarks ? found.projection(MARKS) : found) {
            visitor.document(
                    document.get("_id", BsonNull.VALUE), byMarks ? marked(document, 0) : StoredForm.hashOf(document));
        }
    }

    private static BsonDocument within(IdRange range) {
        var bounds = new BsonDocument();
        put(bounds, "$gt", range.after());
        put(bounds, "$lte", range.upTo());
        return bounds.isEmpty() ? bounds : new BsonDocument("_id", bounds);
    }

    private static void put(BsonDocument bounds, String operator, @Nullable BsonValue value) {
        if (value != null) {
            bounds.append(operator, value);
        }
    }

    /// @param none for a document without a mark, which was never written by a mapping
    private static long marked(BsonDocument document, long none) {
        var mark = document.get("_m");
        var hash = mark != null && mark.isDocument() ? mark.asDocument().get("h") : null;
        return hash == null || !hash.isInt64() ? none : hash.asInt64().getValue();
    }

    @Override
    public void eachPageOfIds(int max, Page page) throws SQLException, InterruptedException {
        inPages(documents.find(), max, page);
    }

    @Override
    public void eachPageOfOtherIds(BsonType type, int max, Page page) throws SQLException, InterruptedException {
        var same = new BsonDocument("$type", name(type));
        inPages(documents.find(new BsonDocument("_id", new BsonDocument("$not", same))), max, page);
    }

    /// Numbers of all types are compared with each other.
    private static BsonValue name(BsonType type) {
        return switch (type) {
            case INT32, INT64, DECIMAL128, DOUBLE -> new BsonString("number");
            default -> new BsonInt32(type.getValue());
        };
    }

    private static void inPages(FindIterable<BsonDocument> found, int max, Page page)
            throws SQLException, InterruptedException {
        var ids = new ArrayList<BsonValue>();
        for (var document : found.projection(IDS)) {
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
