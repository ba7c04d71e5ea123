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

    /// For some MiB of documents at once; one product has the timeout of a request.
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

    /// The result of a write over the version before.
    public enum Replacing {
        DONE,
        /// The version before is not there any more.
        OUTDATED,
        SKU_TAKEN
    }

    /// The result of one write among many.
    public enum Saving {
        DONE,
        /// A SKU is taken, or the version before is not there any more: MongoDB says the same of both.
        CONFLICT,
        /// It cannot be stored, by a fault of ours that has been logged.
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
        return readable.of(products.find(living(new Document("skus", new Document("$in", skus))))
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

    /// @return false where one of its SKUs is taken
    public boolean add(Product product, ProductType type) {
        var document = ProductDocument.write(product, type);
        return unlessTaken(() -> products.insertOne(document)).isPresent();
    }

    /// Writes `product` over the version before it.
    public Replacing replace(Product product, ProductType type) {
        var document = ProductDocument.write(product, type);
        return unlessTaken(() -> products.replaceOne(versionBefore(product), document))
                .map(MongoProducts::outcome)
                .orElse(Replacing.SKU_TAKEN);
    }

    /// Writes many products in one round trip; each write stands for itself.
    ///
    /// @return what became of each, in their order
    public List<Saving> saveAll(List<Save> saves) {
        return new MongoBulkSave(bulk).run(saves);
    }

    /// Writes the tombstone of `deleted` over the version before it.
    ///
    /// @return false where that is not there any more
    public boolean bury(Product deleted) {
        var tombstone = ProductDocument.tombstone(deleted);
        return outcome(products.replaceOne(versionBefore(deleted), tombstone)) == Replacing.DONE;
    }

    private Optional<Product> first(Document filter) {
        var found = products.find(living(filter)).first();
        return Optional.ofNullable(found).map(ProductDocument::read);
    }

    private static Document versionBefore(Product product) {
        return living(new Document("_id", product.id()).append("version", product.version() - 1));
    }

    /// One flat document instead of the driver's `$and`, which MongoDB plans alike: the stand-in uses its indexes for
    /// the flat one only.
    private static Document living(Document filter) {
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
