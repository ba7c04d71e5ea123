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
/// @param categories any of these, all where empty
/// @param priceMin of the default price, in its own currency, null for no bound
/// @param inStock only what can be bought now
/// @param attributes by attribute name, the values of which the product must have one
/// @param facets what to count, such as `category` or `attr.color`
/// @param after where the page before ended, null for the first page
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

    /// Where a page ended.
    ///
    /// @param key what the order compares, as text; empty where it is the id alone
    public record Position(String key, String id) {}
}
