package polystore.contracts.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Money;
import polystore.contracts.Required;

/// A product after a change, published to `catalog.products.v1` with the product id as key.
///
/// @param version increases by one with every change; consumers apply only a higher one
/// @param name in the shop's first language
/// @param names by language tag; null with a single language
/// @param offers all SKUs that can be ordered: the product's own, and one per variant
public record ProductSnapshot(
        String productId,
        long version,
        Instant at,
        Status status,
        String sku,
        String name,
        @Nullable Map<String, String> names,
        String type,
        @Nullable String category,
        List<Offer> offers) {

    public static final String TYPE = "polystore.catalog.ProductSnapshot";

    public ProductSnapshot {
        Required.atLeast(1, "version", version);
    }

    /// Only published products can be ordered.
    public enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED,
        DELETED
    }

    /// @param prices one per currency, the first is the default; never empty
    public record Offer(String sku, String name, List<Money> prices) {

        public Offer {
            Required.some("prices", prices);
        }
    }
}
