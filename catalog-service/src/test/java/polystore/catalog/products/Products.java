package polystore.catalog.products;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;
import polystore.catalog.types.ProductType;
import polystore.contracts.Money;

/// Products for tests.
public final class Products {

    public static final ProductType ANY =
            new ProductType("shoe", 1, LocalizedText.of("Shoe"), "{}", List.of(), List.of("material"));

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final ProductIds IDS = new ProductIds(Clock.systemUTC());

    private Products() {}

    public static ReadableProducts readable() {
        return new ReadableProducts(new SimpleMeterRegistry());
    }

    public static String freshId() {
        return IDS.next();
    }

    public static Product product(String id, long version, String sku) {
        return new Product(id, version, NOW, NOW, content(sku, "Trail 5", "89.90", null, Map.of("color", "red")));
    }

    /// With values of every kind that attributes can have.
    public static Product rich(String id, String sku) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("color", "red");
        attributes.put("size", 42);
        attributes.put("serial", 12_345_678_901L);
        attributes.put("weight", new BigDecimal("0.350"));
        attributes.put("waterproof", true);
        attributes.put("sports", List.of("running", "hiking"));
        attributes.put("sole", Map.of("height", 3));
        var variant = new Variant(sku + "-B", List.of(Money.of("99.90", "EUR")), Map.of("color", "blue"));
        return new Product(
                id,
                1,
                NOW,
                NOW,
                new Content(
                        sku,
                        LocalizedText.ofJson(Map.of("en", "Trail")),
                        LocalizedText.of("Light."),
                        "shoe",
                        "running",
                        List.of(Money.of("89.90", "EUR"), Money.of("95", "USD")),
                        attributes,
                        List.of(variant),
                        Status.PUBLISHED));
    }

    public static Content content(
            String sku, String name, String price, @Nullable String category, Map<String, Object> attributes) {
        return new Content(
                sku,
                LocalizedText.of(name),
                null,
                "shoe",
                category,
                List.of(Money.of(price, "EUR")),
                attributes,
                List.of(),
                Status.PUBLISHED);
    }

    /// The next version of a product.
    public static Product changed(Product product, Content content) {
        return product.changed(NOW, content);
    }

    public static Product deleted(Product product) {
        return product.deleted(NOW);
    }

    public static Product created(Content content) {
        return Product.created(freshId(), NOW, content);
    }
}
