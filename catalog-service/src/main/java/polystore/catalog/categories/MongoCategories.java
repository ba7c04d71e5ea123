package polystore.catalog.categories;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;

/// Categories in the collection `categories`, `_id` is the code.
@ApplicationScoped
public class MongoCategories {

    /// More shelves than a search can usefully span; beyond, the search keeps to the first ones.
    private static final int BELOW_MAX = 1_000;

    private final MongoCollection<Document> categories;

    public MongoCategories(MongoDatabase database) {
        this.categories = database.getCollection("categories");
    }

    public Optional<Category> byCode(String code) {
        return Optional.ofNullable(categories.find(Filters.eq(code)).first()).map(MongoCategories::read);
    }

    public boolean exists(String code) {
        return byCode(code).isPresent();
    }

    /// Those of `codes` that exist.
    public Set<String> existing(Collection<String> codes) {
        return codes.isEmpty()
                ? Set.of()
                : categories
                        .find(Filters.in("_id", codes))
                        .projection(Projections.include("_id"))
                        .map(category -> category.getString("_id"))
                        .into(new HashSet<>());
    }

    /// In order of their codes.
    ///
    /// @param after the last code of the page before, empty for the first page
    public List<Category> page(String after, int limit) {
        return categories
                .find(Filters.gt("_id", after))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoCategories::read)
                .into(new ArrayList<>());
    }

    /// The category and all below it: who browses shoes sees running shoes.
    public Set<String> withBelow(String code) {
        var found = new LinkedHashSet<>(Set.of(code));
        var level = List.of(code);
        for (int depth = 0; depth < Category.DEPTH_MAX && !level.isEmpty(); depth++) {
            level = categories
                    .find(Filters.in("parent", level))
                    .limit(BELOW_MAX)
                    .map(category -> category.getString("_id"))
                    .into(new ArrayList<>());
            level.removeIf(below -> found.size() >= BELOW_MAX || !found.add(below));
        }
        return found;
    }

    /// Whether `code` may hang below `parent`.
    public ParentCheck place(String code, @Nullable String parent) {
        var above = parent;
        for (int depth = 0; above != null; depth++) {
            if (above.equals(code) || depth >= Category.DEPTH_MAX) {
                return new ParentCheck.TooDeep(String.valueOf(parent));
            }
            var category = byCode(above);
            if (category.isEmpty()) {
                return new ParentCheck.UnknownParent(above);
            }
            above = category.get().parent();
        }
        return new ParentCheck.Fits();
    }

    /// @return false where there is one of this code already
    public boolean add(Category category) {
        try {
            categories.insertOne(write(category));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// @return false where the version before is not there any more
    public boolean replace(Category category) {
        var before = Filters.and(Filters.eq(category.code()), Filters.eq("version", category.version() - 1));
        return categories.replaceOne(before, write(category)).getMatchedCount() == 1;
    }

    private static Document write(Category category) {
        var document = new Document("_id", category.code())
                .append("version", category.version())
                .append("name", category.name().toJson());
        return category.parent() == null ? document : document.append("parent", category.parent());
    }

    private static Category read(Document category) {
        return new Category(
                category.getString("_id"),
                category.getLong("version"),
                LocalizedText.ofJson(category.get("name")),
                category.getString("parent"));
    }
}
