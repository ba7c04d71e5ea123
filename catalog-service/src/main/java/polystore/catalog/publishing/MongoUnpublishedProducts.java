package polystore.catalog.publishing;

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
import org.bson.Document;
import polystore.catalog.products.Product;
import polystore.catalog.products.ProductDocument;

/// The products whose last change nobody was told of: the mark `unpublished` is the catalog's outbox.
@ApplicationScoped
public class MongoUnpublishedProducts {

    private final MongoCollection<Document> products;

    public MongoUnpublishedProducts(MongoDatabase database) {
        this.products = database.getCollection("products");
    }

    public List<Product> some(int limit) {
        return products.find(Filters.eq("unpublished", true))
                .limit(limit)
                .map(ProductDocument::read)
                .into(new ArrayList<>());
    }

    /// Those of `ids` that wait, without looking through all that do.
    public List<Product> among(Collection<String> ids) {
        return products.find(new Document("_id", new Document("$in", ids)).append("unpublished", true))
                .map(ProductDocument::read)
                .into(new ArrayList<>());
    }

    /// Takes the mark off those that have not changed since: a newer version is yet to be published.
    public void published(Collection<Product> published) {
        var updates = published.stream()
                .map(product -> new UpdateOneModel<Document>(
                        new Document("_id", product.id()).append("version", product.version()),
                        Updates.unset("unpublished")))
                .toList();
        if (!updates.isEmpty()) {
            products.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }
}
