package polystore.catalog.categories;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The categories whose newest version has not been published: those without the field `published`. Every write
/// replaces the document and so removes the field, in one atomic update.
@ApplicationScoped
class MongoUnpublishedCategories {

    private static final Logger LOG = Logger.getLogger(MongoUnpublishedCategories.class);

    /// Matches documents without the field, by the index `categories_published`.
    private static final Document UNPUBLISHED = new Document("published", null);

    private final MongoCollection<Document> categories;

    public MongoUnpublishedCategories(MongoDatabase database) {
        this.categories = database.getCollection("categories");
    }

    List<Category> some(int limit) {
        var readable = new ArrayList<Category>();
        for (var document : categories.find(UNPUBLISHED).limit(limit)) {
            try {
                readable.add(MongoCategories.read(document));
            } catch (RuntimeException e) {
                // A document written by another program may not be a valid category.
                setAside(document.get("_id"), document.get("version"), "cannot be read: " + e);
            }
        }
        return readable;
    }

    /// Not if the category has changed since it was read.
    void published(Category category) {
        mark(category.code(), category.version(), true);
    }

    /// The version is skipped until the category changes, so that others are published.
    void setAside(Category category, String reason) {
        setAside(category.code(), category.version(), reason);
    }

    private void setAside(@Nullable Object code, @Nullable Object version, String reason) {
        LOG.errorf("Category %s of version %s cannot be published and is skipped: %s", code, version, reason);
        mark(code, version, false);
    }

    private void mark(@Nullable Object code, @Nullable Object version, boolean published) {
        categories.updateOne(new Document("_id", code).append("version", version), Updates.set("published", published));
    }
}
