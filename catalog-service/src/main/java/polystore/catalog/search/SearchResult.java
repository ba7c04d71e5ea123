package polystore.catalog.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Product;

/// One page of the products found.
///
/// @param end of the page, null on the last page
/// @param facets by name of the facet, the most frequent value first
record SearchResult(List<Product> products, SearchQuery.@Nullable Position end, Map<String, List<Count>> facets) {

    /// @param count products with this value
    public record Count(String value, long count) {}
}
