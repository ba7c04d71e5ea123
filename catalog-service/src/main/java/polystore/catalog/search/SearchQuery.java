package polystore.catalog.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Status;

/// The conditions of a search; a product must meet all.
///
/// @param words each must be the beginning of a word of the product
/// @param categories any of these; empty for all
/// @param priceMin of the default price, in its own currency, null for no bound
/// @param inStock only products that can be ordered now
/// @param attributes by attribute name, the accepted values
/// @param facets to count, such as `category` or `attr.color`
/// @param after the end of the previous page, null for the first page
record SearchQuery(
        Status status,
        List<String> words,
        Set<String> categories,
        @Nullable String type,
        @Nullable BigDecimal priceMin,
        @Nullable BigDecimal priceMax,
        boolean inStock,
        Map<String, Set<String>> attributes,
        List<String> facets,
        SortOrder order,
        int limit,
        @Nullable Position after) {

    /// The prefix of an attribute's name in filters and facets.
    public static final String ATTRIBUTE = "attr.";

    /// The end of a page.
    ///
    /// @param key the sort key as text; empty when the order is by id
    public record Position(String key, String id) {}
}
