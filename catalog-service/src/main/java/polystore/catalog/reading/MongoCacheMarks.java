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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The mark `cacheStale` of products and of availability: Redis may have copies that are older than this document.
///
/// It is set in the same atomic write as the change, so that it cannot be lost in a crash. Any instance that
/// reaches Redis may do the invalidation and remove the mark.
/// Reads only the necessary fields, so that a document with other invalid fields is invalidated too.
@ApplicationScoped
class MongoCacheMarks {

    private static final String MARK = "cacheStale";

    private final MongoCollection<Document> products;
    private final MongoCollection<Document> availability;

    MongoCacheMarks(MongoDatabase database) {
        this.products = database.getCollection("products");
        this.availability = database.getCollection("availability");
    }

    /// A marked document as it was read.
    ///
    /// @param id the product's id, or the SKU
    /// @param storedVersion a number, unless the document is broken
    record Marked(Object id, @Nullable Object storedVersion) {

        String key() {
            return id.toString();
        }

        long version() {
            return number(storedVersion);
        }
    }

    List<Marked> products(int limit) {
        return marked(products, limit);
    }

    List<Marked> skus(int limit) {
        return marked(availability, limit);
    }

    /// The revisions, as they are now, of the products that have any of `skus`; by product id.
    Map<String, Revision> revisionsWithSkus(Collection<String> skus) {
        var found = products.find(Filters.in("skus", skus))
                .projection(Projections.include("version", "skus"))
                .into(new ArrayList<>());
        var stock = stockVersions(found.stream()
                .flatMap(product -> product.getList("skus", String.class).stream())
                .toList());
        var revisions = new HashMap<String, Revision>();
        for (var product : found) {
            var stockVersion = product.getList("skus", String.class).stream()
                    .mapToLong(sku -> stock.getOrDefault(sku, 0L))
                    .sum();
            revisions.put(
                    String.valueOf(product.get("_id")), new Revision(number(product.get("version")), stockVersion));
        }
        return revisions;
    }

    void clearProducts(List<Marked> invalidated) {
        clear(products, invalidated);
    }

    void clearSkus(List<Marked> invalidated) {
        clear(availability, invalidated);
    }

    private Map<String, Long> stockVersions(Collection<String> skus) {
        var versions = new HashMap<String, Long>();
        availability
                .find(Filters.in("_id", skus))
                .projection(Projections.include("version"))
                .forEach(level -> versions.put(String.valueOf(level.get("_id")), number(level.get("version"))));
        return versions;
    }

    private static List<Marked> marked(MongoCollection<Document> documents, int limit) {
        return documents
                .find(Filters.eq(MARK, true))
                .projection(Projections.include("version"))
                .limit(limit)
                .map(document -> new Marked(Objects.requireNonNull(document.get("_id")), document.get("version")))
                .into(new ArrayList<>());
    }

    private static long number(@Nullable Object version) {
        return version instanceof Number number ? number.longValue() : 0;
    }

    /// A document that was changed since keeps its mark.
    private static void clear(MongoCollection<Document> documents, List<Marked> invalidated) {
        var updates = invalidated.stream()
                .map(marked -> new UpdateOneModel<Document>(
                        new Document("_id", marked.id()).append("version", marked.storedVersion()),
                        Updates.unset(MARK)))
                .toList();
        documents.bulkWrite(updates, new BulkWriteOptions().ordered(false));
    }
}
