package polystore.catalog.products;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.types.ProductType;
import polystore.contracts.Money;
import polystore.platform.rest.RequestTrace;

/// A product as its document in the collection `products`.
/// `search` has the fields that search reads; `skus` has the unique index; `unpublished` marks a version that the
/// relay has to publish, `cacheStale` one whose older copies in Redis have to be invalidated. `_id` is the UUIDv7 as
/// text, which sorts by time and is readable in every tool.
public final class ProductDocument {

    /// The trace context of the request that wrote the version.
    private static final String TRACE = "traceparent";

    private ProductDocument() {}

    static Document write(Product product, ProductType type) {
        return plain(product)
                .append("skus", product.content().skus())
                .append("search", SearchFields.of(product.content(), type.searchable()));
    }

    /// Without `search`, and with a SKU that no product can have, because a unique index treats a missing or empty
    /// array as null and would allow only one such document.
    static Document tombstone(Product product) {
        return plain(product).append("skus", List.of("deleted:" + product.id()));
    }

    public static Product read(Document document) {
        return new Product(
                document.getString("_id"),
                document.getLong("version"),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                content(document));
    }

    /// The trace context of the request that wrote this version; null for none.
    public static @Nullable String trace(Document document) {
        return document.getString(TRACE);
    }

    private static Document plain(Product product) {
        var content = product.content();
        var document = new Document("_id", product.id())
                .append("version", product.version())
                .append("unpublished", true)
                .append("status", content.status().code())
                .append("createdAt", Date.from(product.createdAt()))
                .append("updatedAt", Date.from(product.updatedAt()))
                .append("sku", content.sku())
                .append("name", content.name().toJson())
                .append("type", content.type())
                .append("prices", prices(content.prices()))
                .append("attributes", AttributeValues.toBson(content.attributes()))
                .append(
                        "variants",
                        content.variants().stream()
                                .map(ProductDocument::variant)
                                .toList());
        if (product.version() > 1) {
            // No cache has a copy of a new product.
            document.append("cacheStale", true);
        }
        Optional.ofNullable(RequestTrace.current()).ifPresent(trace -> document.append(TRACE, trace));
        Optional.ofNullable(content.description()).ifPresent(text -> document.append("description", text.toJson()));
        Optional.ofNullable(content.category()).ifPresent(code -> document.append("category", code));
        return document;
    }

    private static Content content(Document document) {
        var description = document.get("description");
        return new Content(
                document.getString("sku"),
                LocalizedText.ofJson(document.get("name")),
                description == null ? null : LocalizedText.ofJson(description),
                document.getString("type"),
                document.getString("category"),
                prices(document),
                attributes(document),
                document.getList("variants", Document.class).stream()
                        .map(variant -> new Variant(variant.getString("sku"), prices(variant), attributes(variant)))
                        .toList(),
                Status.ofCode(document.getString("status")));
    }

    private static Document variant(Variant variant) {
        return new Document("sku", variant.sku())
                .append("prices", prices(variant.prices()))
                .append("attributes", AttributeValues.toBson(variant.attributes()));
    }

    private static List<Document> prices(List<Money> prices) {
        return prices.stream()
                .map(price ->
                        new Document("amount", new Decimal128(price.amount())).append("currency", price.currency()))
                .toList();
    }

    private static List<Money> prices(Document document) {
        return document.getList("prices", Document.class).stream()
                .map(price -> new Money(amount(price), price.getString("currency")))
                .toList();
    }

    private static BigDecimal amount(Document price) {
        return price.get("amount", Decimal128.class).bigDecimalValue();
    }

    private static Map<String, Object> attributes(Document document) {
        return AttributeValues.ofBson(document.get("attributes", Document.class));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
