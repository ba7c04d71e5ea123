package polystore.catalog.types;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import polystore.catalog.text.LocalizedText;

/// Product types in the collection `productTypes`, `_id` is the code.
@ApplicationScoped
public class MongoProductTypes {

    private final MongoCollection<Document> types;

    public MongoProductTypes(MongoDatabase database) {
        this.types = database.getCollection("productTypes");
    }

    public Optional<ProductType> byCode(String code) {
        return Optional.ofNullable(types.find(Filters.eq(code)).first()).map(MongoProductTypes::read);
    }

    /// Those of `codes` that exist, by code.
    public Map<String, ProductType> byCodes(Collection<String> codes) {
        var found = new HashMap<String, ProductType>();
        if (codes.isEmpty()) {
            return found;
        }
        types.find(Filters.in("_id", codes)).map(MongoProductTypes::read).forEach(type -> found.put(type.code(), type));
        return found;
    }

    /// In order of their codes.
    ///
    /// @param after the last code of the page before, empty for the first page
    public List<ProductType> page(String after, int limit) {
        return types.find(Filters.gt("_id", after))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(MongoProductTypes::read)
                .into(new ArrayList<>());
    }

    /// @return false where there is one of this code already
    public boolean add(ProductType type) {
        try {
            types.insertOne(write(type));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// @return false where the version before is not there any more
    public boolean replace(ProductType type) {
        var before = Filters.and(Filters.eq(type.code()), Filters.eq("version", type.version() - 1));
        return types.replaceOne(before, write(type)).getMatchedCount() == 1;
    }

    /// The schema is kept as text: its keys begin with `$`, which BSON field names should not.
    private static Document write(ProductType type) {
        return new Document("_id", type.code())
                .append("version", type.version())
                .append("name", type.name().toJson())
                .append("schema", type.schema())
                .append("facets", type.facets())
                .append("searchable", type.searchable());
    }

    private static ProductType read(Document type) {
        return new ProductType(
                type.getString("_id"),
                type.getLong("version"),
                LocalizedText.ofJson(type.get("name")),
                type.getString("schema"),
                type.getList("facets", String.class),
                type.getList("searchable", String.class));
    }
}
