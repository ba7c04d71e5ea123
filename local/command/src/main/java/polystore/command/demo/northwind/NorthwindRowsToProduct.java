package polystore.command.demo.northwind;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;

/// Turns a product's row into a catalog document, with category and supplier embedded in place of foreign keys.
final class NorthwindRowsToProduct {
    static final String CURRENCY = "USD";
    static final String TYPE = "northwind";

    /// The JSON Schema of the attributes.
    static final Map<String, ?> SCHEMA = Map.of(
            "type",
            "object",
            "required",
            List.of("discontinued"),
            "properties",
            Map.of(
                    "quantityPerUnit", Map.of("type", "string"),
                    "discontinued", Map.of("type", "boolean"),
                    "reorderLevel", Map.of("type", "integer", "minimum", 0),
                    "supplier",
                            Map.of(
                                    "type",
                                    "object",
                                    "required",
                                    List.of("name"),
                                    "properties",
                                    Map.of(
                                            "name", Map.of("type", "string"),
                                            "city", Map.of("type", "string"),
                                            "country", Map.of("type", "string", "pattern", "^[A-Z]{2}$")))));

    private NorthwindRowsToProduct() {}

    /// The body of `POST /v1/products`.
    ///
    /// @param status published even when discontinued, which is kept as an attribute: old orders of it must
    /// be placed
    record ProductDocument(
            String sku,
            String name,
            String type,
            @Nullable String category,
            Money price,
            Map<String, Object> attributes,
            String status) {}

    static ProductDocument document(ProductRow row) {
        return new ProductDocument(
                row.sku(),
                row.productName(),
                TYPE,
                row.categoryName() == null ? null : categoryCode(row.categoryName()),
                new Money(row.price(), CURRENCY),
                attributes(row),
                "published");
    }

    /// `Grains/Cereals` is `nw-grains-cereals`.
    static String categoryCode(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return "nw-"
                + plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /// A column that is null is absent in the document.
    private static Map<String, Object> attributes(ProductRow row) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("discontinued", row.discontinued());
        putIfKnown(attributes, "quantityPerUnit", row.quantityPerUnit());
        putIfKnown(attributes, "reorderLevel", row.reorderLevel());
        var supplier = row.supplier();
        if (supplier != null) {
            var embedded = new LinkedHashMap<String, Object>();
            embedded.put("name", supplier.companyName());
            putIfKnown(embedded, "city", supplier.city());
            var country = supplier.country();
            putIfKnown(
                    embedded,
                    "country",
                    country == null ? null : Countries.code(country).orElse(null));
            attributes.put("supplier", embedded);
        }
        return attributes;
    }

    private static void putIfKnown(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }
}
