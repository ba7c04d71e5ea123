package polystore.catalog.publishing;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jboss.logging.Logger;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductDocument;

/// The products whose newest version has not been published: their mark `unpublished` is the catalog's outbox.
///
/// A version that Kafka refuses is skipped, so that other products are published: the mark is replaced by
/// `unpublishable` with the reason. The next change of the product removes it, or an operator with `{$unset:
/// {unpublishable: ""}, $set: {unpublished: true}}`.
@ApplicationScoped
public class MongoUnpublishedProducts {

    private static final Logger LOG = Logger.getLogger(MongoUnpublishedProducts.class);

    private static final int REASON_CHARS_MAX = 500;

    private final MongoCollection<Document> products;

    public MongoUnpublishedProducts(MongoDatabase database) {
        this.products = database.getCollection("products");
    }

    public List<Unpublished> some(int limit) {
        return readable(products.find(Filters.eq("unpublished", true)).limit(limit));
    }

    /// The unpublished products of `ids`, read by id.
    public List<Unpublished> among(Collection<String> ids) {
        return readable(products.find(new Document("_id", new Document("$in", ids)).append("unpublished", true)));
    }

    /// Removes the mark of products that have not changed since they were read.
    public void published(Collection<Unpublished> published) {
        update(published.stream()
                .map(Unpublished::product)
                .map(product -> update(product.id(), product.version(), Updates.unset("unpublished")))
                .toList());
    }

    /// @param refused the reason for each version that Kafka refuses
    public void setAside(Map<Unpublished, String> refused) {
        update(refused.entrySet().stream()
                .map(entry -> setAside(entry.getKey().product(), entry.getValue()))
                .toList());
    }

    private static UpdateOneModel<Document> setAside(Product product, String reason) {
        return setAside(product.id(), product.version(), reason);
    }

    /// A document written by another program may not be a valid product.
    private List<Unpublished> readable(FindIterable<Document> documents) {
        var readable = new ArrayList<Unpublished>();
        var unreadable = new ArrayList<UpdateOneModel<Document>>();
        for (var document : documents) {
            try {
                readable.add(new Unpublished(ProductDocument.read(document), ProductDocument.trace(document)));
            } catch (RuntimeException e) {
                unreadable.add(setAside(document.get("_id"), document.get("version"), "cannot be read: " + e));
            }
        }
        try {
            update(unreadable);
        } catch (MongoBulkWriteException e) {
            // The validator also refuses changes of documents that are invalid already.
            LOG.errorf("Unreadable products could not be marked as unpublishable: %s", e.getMessage());
        }
        return readable;
    }

    private static UpdateOneModel<Document> setAside(Object id, Object version, String reason) {
        LOG.errorf("Product %s of version %s cannot be published and is skipped: %s", id, version, reason);
        var kept = reason.length() <= REASON_CHARS_MAX ? reason : reason.substring(0, REASON_CHARS_MAX);
        return update(id, version, Updates.combine(Updates.unset("unpublished"), Updates.set("unpublishable", kept)));
    }

    /// The filter has the version, so that a newer version keeps its mark.
    private static UpdateOneModel<Document> update(Object id, Object version, Bson change) {
        return new UpdateOneModel<>(new Document("_id", id).append("version", version), change);
    }

    private void update(List<UpdateOneModel<Document>> updates) {
        if (!updates.isEmpty()) {
            products.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }
}
