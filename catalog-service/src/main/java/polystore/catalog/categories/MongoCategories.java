package polystore.catalog.categories;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.MongoCoded;
import polystore.catalog.text.LocalizedText;

/// Categories in the collection `categories`.
@ApplicationScoped
public class MongoCategories {

    /// Limits the descendants that a search includes; further ones are ignored.
    private static final int DESCENDANTS_MAX = 1_000;

    private final MongoCollection<Document> collection;
    private final MongoCoded<Category> categories;

    public MongoCategories(MongoDatabase database) {
        this.collection = database.getCollection("categories");
        this.categories = new MongoCoded<>(collection, MongoCategories::write, MongoCategories::read);
    }

    /// The existing codes among `codes`.
    public Set<String> existing(Collection<String> codes) {
        return categories.byCodes(codes).keySet();
    }

    /// The category and all its descendants, so that browsing shoes includes running shoes.
    public Set<String> withDescendants(String code) {
        var found = new LinkedHashSet<>(Set.of(code));
        var level = List.of(code);
        for (int depth = 0; depth < Category.DEPTH_MAX && !level.isEmpty(); depth++) {
            level = collection
                    .find(Filters.in("parent", level))
                    .limit(DESCENDANTS_MAX)
                    .map(category -> category.getString("_id"))
                    .into(new ArrayList<>());
            level.removeIf(below -> found.size() >= DESCENDANTS_MAX || !found.add(below));
        }
        return found;
    }

    /// @return false when the code is taken
    boolean add(Category category) {
        return categories.add(category);
    }

    MongoCoded<Category> coded() {
        return categories;
    }

    /// Whether the category `code` may be placed below `parent`.
    ParentCheck checkParent(String code, @Nullable String parent) {
        var ancestor = parent;
        for (int depth = 0; ancestor != null; depth++) {
            if (ancestor.equals(code) || depth >= Category.DEPTH_MAX) {
                return new ParentCheck.TooDeep(String.valueOf(parent));
            }
            var category = categories.byCode(ancestor);
            if (category.isEmpty()) {
                return new ParentCheck.UnknownParent(ancestor);
            }
            ancestor = category.get().parent();
        }
        return new ParentCheck.Allowed();
    }

    private static Document write(Category category) {
        var document = new Document("_id", category.code())
                .append("version", category.version())
                .append("name", category.name().toJson());
        return category.parent() == null ? document : document.append("parent", category.parent());
    }

    static Category read(Document category) {
        return new Category(
                category.getString("_id"),
                category.getLong("version"),
                LocalizedText.ofJson(category.get("name")),
                category.getString("parent"));
    }
}
