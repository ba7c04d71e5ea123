package polystore.catalog.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.catalog.reading.ProductJson;

/// A page of products, with the requested facets.
///
/// @param next opaque cursor of the following page
record SearchAnswerJson(
        List<ProductJson> items,
        @Nullable String next,
        @Nullable Map<String, List<SearchResult.Count>> facets) {}
