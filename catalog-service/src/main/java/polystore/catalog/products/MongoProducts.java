package polystore.catalog.products;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.result.UpdateResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.RawBsonDocument;
import polystore.catalog.types.ProductType;

/// Products in the collection `products`; each write is one atomic write of one document.
@ApplicationScoped
public class MongoProducts {

    private static final Document NOT_DELETED = new Document("$ne", Status.DELETED.code());

    /// The timeout of bulk operations on some MiB of documents; single products have the timeout of a request.
    private static final long BULK_SECONDS_MAX = 15;

    private final MongoCollection<Document> products;
    private final MongoCollection<RawBsonDocument> bulk;
    private final ReadableProducts readable;

    public MongoProducts(MongoDatabase database, ReadableProducts readable) {
        this.readable = readable;
        this.products = database.getCollection("products");
        this.bulk = database.getCollection("products", RawBsonDocument.class)
                .withTimeout(BULK_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /// The result of replacing the previous version.
    public enum Replacing {
        DONE,
        /// The stored version is another one.
        OUTDATED,
        SKU_TAKEN
    }

    /// The result of one write among many.
    public enum Saving {
        DONE,
        /// A SKU is taken, or the stored version is another one; MongoDB reports both in the same way.
        CONFLICT,
        /// The product could not be stored because of a fault of the service, which was logged.
        BROKEN
    }

    /// @param product of version 1 for a new one, otherwise one version above the stored one
    public record Save(Product product, ProductType type) {}

    public Optional<Product> byId(String id) {
        return first(new Document("_id", id));
    }

    /// The product with this SKU, or with a variant of this SKU.
    public Optional<Product> bySku(String sku) {
        return first(new Document("skus", sku));
    }

    /// The products that have any of `skus`.
    public List<Product> withSkus(Collection<String> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        return readable.of(products.find(notDeleted(new Document("skus", new Document("$in", skus))))
                .into(new ArrayList<>()));
    }

    /// One of `skus` that belongs to a product other than `id`.
    public Optional<String> takenBesides(String id, Collection<String> skus) {
        var other = products.find(
                        new Document("skus", new Document("$in", skus)).append("_id", new Document("$ne", id)))
                .projection(Projections.include("skus"))
                .first();
        return Optional.ofNullable(other)
                .flatMap(product -> product.getList("skus", String.class).stream()
                        .filter(skus::contains)
                        .findFirst());
    }

    /// @return false when one of its SKUs is taken
    public boolean add(Product product, ProductType type) {
        var document = ProductDocument.write(product, type);
        return unlessTaken(() -> products.insertOne(document)).isPresent();
    }

    /// Replaces the previous version by `product`.
    public Replacing replace(Product product, ProductType type) {
        var document = ProductDocument.write(product, type);
        return unlessTaken(() -> products.replaceOne(versionBefore(product), document))
                .map(MongoProducts::outcome)
                .orElse(Replacing.SKU_TAKEN);
    }

    /// Writes many products in one round trip; the writes are independent.
    ///
    /// @return the result of each, in order
    public List<Saving> saveAll(List<Save> saves) {
        return new MongoBulkSave(bulk).run(saves);
    }

    /// Replaces the previous version by the tombstone of `deleted`.
    ///
    /// @return false when the stored version is another one
    public boolean delete(Product deleted) {
        var tombstone = ProductDocument.tombstone(deleted);
        return outcome(products.replaceOne(versionBefore(deleted), tombstone)) == Replacing.DONE;
    }

    private Optional<Product> first(Document filter) {
        var found = products.find(notDeleted(filter)).first();
        return Optional.ofNullable(found).map(ProductDocument::read);
    }

    private static Document versionBefore(Product product) {
        return notDeleted(new Document("_id", product.id()).append("version", product.version() - 1));
    }

    /// One flat document instead of the driver's `$and`. MongoDB treats both alike, but the stand-in uses its
    /// indexes for the flat form only.
    private static Document notDeleted(Document filter) {
        return filter.append("status", NOT_DELETED);
    }

    private static Replacing outcome(UpdateResult result) {
        return result.getMatchedCount() == 1 ? Replacing.DONE : Replacing.OUTDATED;
    }

    private static <T> Optional<T> unlessTaken(Supplier<T> write) {
        try {
            return Optional.of(write.get());
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
