package polystore.catalog.reading;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/// The mark `cacheStale` of products and of availability: Redis may have copies that are older than this document.
///
/// The write that changes the document sets it, in the same atomic write, so that no crash comes between them; any
/// instance that can reach Redis may do the invalidation and take the mark off.
@ApplicationScoped
class MongoCacheMarks {

    private static final String MARK = "cacheStale";

    private final MongoCollection<Document> products;
    private final MongoCollection<Document> availability;

    MongoCacheMarks(MongoDatabase database) {
        this.products = database.getCollection("products");
        this.availability = database.getCollection("availability");
    }

    /// @param key the product's id, or the SKU
    /// @param version of the document when it was read
    record Marked(String key, long version) {}

    List<Marked> products(int limit) {
        return marked(products, limit);
    }

    List<Marked> skus(int limit) {
        return marked(availability, limit);
    }

    void clearProducts(List<Marked> invalidated) {
        clear(products, invalidated);
    }

    void clearSkus(List<Marked> invalidated) {
        clear(availability, invalidated);
    }

    private static List<Marked> marked(MongoCollection<Document> documents, int limit) {
        return documents
                .find(Filters.eq(MARK, true))
                .projection(Projections.include("version"))
                .limit(limit)
                .map(document -> new Marked(document.getString("_id"), document.getLong("version")))
                .into(new ArrayList<>());
    }

    /// A document that has changed since keeps its mark.
    private static void clear(MongoCollection<Document> documents, List<Marked> invalidated) {
        var updates = invalidated.stream()
                .map(marked -> new UpdateOneModel<Document>(
                        new Document("_id", marked.key()).append("version", marked.version()), Updates.unset(MARK)))
                .toList();
        documents.bulkWrite(updates, new BulkWriteOptions().ordered(false));
    }
}
