package polystore.command.demo.northwind;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The product type of Northwind's products; [MappedProducts] makes their documents.
final class NorthwindProductType {
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

    private NorthwindProductType() {}

    /// `Grains/Cereals` is `nw-grains-cereals`.
    static String categoryCode(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return "nw-"
                + plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
