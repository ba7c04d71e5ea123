package polystore.catalog.reading;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Content;
import polystore.catalog.products.Variant;
import polystore.catalog.text.LocalizedText;
import polystore.contracts.Money;

/// A product in responses.
///
/// @param prices one per currency, absent with a single one; the first is `price`
/// @param availability of the product's own SKU; variants have their own
public record ProductJson(
        String id,
        long version,
        String sku,
        LocalizedText name,
        @Nullable LocalizedText description,
        String type,
        @Nullable String category,
        Money price,
        @Nullable List<Money> prices,
        Map<String, Object> attributes,
        @Nullable List<VariantJson> variants,
        String status,
        @Nullable AvailabilityJson availability,
        Instant createdAt,
        Instant updatedAt) {

    public static ProductJson of(ProductView view) {
        var product = view.product();
        var content = product.content();
        return new ProductJson(
                product.id(),
                product.version(),
                content.sku(),
                content.name(),
                content.description(),
                content.type(),
                content.category(),
                content.price(),
                several(content.prices()),
                content.attributes(),
                variants(view, content),
                content.status().code(),
                AvailabilityJson.of(view.bands().get(content.sku())),
                product.createdAt(),
                product.updatedAt());
    }

    private static @Nullable List<VariantJson> variants(ProductView view, Content content) {
        return content.variants().isEmpty()
                ? null
                : content.variants().stream()
                        .map(variant -> variant(view, variant))
                        .toList();
    }

    private static VariantJson variant(ProductView view, Variant variant) {
        return new VariantJson(
                variant.sku(),
                Optional.of(variant.prices())
                        .filter(prices -> !prices.isEmpty())
                        .map(List::getFirst)
                        .orElse(null),
                several(variant.prices()),
                variant.attributes(),
                AvailabilityJson.of(view.bands().get(variant.sku())));
    }

    private static @Nullable List<Money> several(List<Money> prices) {
        return prices.size() > 1 ? prices : null;
    }
}
