package polystore.catalog.publishing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import polystore.catalog.products.Content;
import polystore.catalog.products.Product;
import polystore.catalog.products.Status;
import polystore.catalog.products.Variant;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.catalog.ProductSnapshot.Offer;

/// Converts a product to its published form.
final class Snapshots {

    private Snapshots() {}

    static ProductSnapshot of(Product product) {
        var content = product.content();
        var names = content.name().byLanguage();
        return new ProductSnapshot(
                product.id(),
                product.version(),
                product.updatedAt(),
                status(content.status()),
                content.sku(),
                content.name().first(),
                names.isEmpty() ? null : names,
                content.type(),
                content.category(),
                offers(content));
    }

    private static List<Offer> offers(Content content) {
        var own = new Offer(content.sku(), content.name().first(), content.prices());
        return Stream.concat(Stream.of(own), content.variants().stream().map(variant -> offer(content, variant)))
                .toList();
    }

    private static Offer offer(Content content, Variant variant) {
        return new Offer(variant.sku(), name(content, variant.attributes()), content.pricesOf(variant));
    }

    /// The name for an order line, such as `Trail 5, red, 42`.
    private static String name(Content content, Map<String, Object> attributes) {
        var differences = attributes.values().stream()
                .filter(value -> value instanceof String || value instanceof Number)
                .map(Object::toString)
                .filter(value -> value.length() <= 40)
                .limit(5);
        return Stream.concat(Stream.of(content.name().first()), differences).collect(Collectors.joining(", "));
    }

    private static ProductSnapshot.Status status(Status status) {
        return switch (status) {
            case DRAFT -> ProductSnapshot.Status.DRAFT;
            case PUBLISHED -> ProductSnapshot.Status.PUBLISHED;
            case ARCHIVED -> ProductSnapshot.Status.ARCHIVED;
            case DELETED -> ProductSnapshot.Status.DELETED;
        };
    }
}
