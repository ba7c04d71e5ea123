package polystore.catalog.types;

import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.bson.Document;
import polystore.catalog.codes.MongoCoded;
import polystore.catalog.text.LocalizedText;

/// Product types in the collection `productTypes`.
@ApplicationScoped
public class MongoProductTypes {

    private final MongoCoded<ProductType> types;

    public MongoProductTypes(MongoDatabase database) {
        this.types = new MongoCoded<>(
                database.getCollection("productTypes"), MongoProductTypes::write, MongoProductTypes::read);
    }

    /// The existing product types among `codes`, by code.
    public Map<String, ProductType> byCodes(Collection<String> codes) {
        return types.byCodes(codes);
    }

    /// @return false when the code is taken
    public boolean add(ProductType type) {
        return types.add(type);
    }

    MongoCoded<ProductType> coded() {
        return types;
    }

    /// The schema is stored as text, because its keys begin with `$`, which BSON field names should not.
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
