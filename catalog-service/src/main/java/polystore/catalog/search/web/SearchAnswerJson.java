package polystore.catalog.search.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.catalog.products.web.ProductJson;
import polystore.catalog.search.Found;

/// A page of products, with the counts that were asked for.
///
/// @param next opaque cursor of the following page
public record SearchAnswerJson(
        List<ProductJson> items,
        @Nullable String next,
        @Nullable Map<String, List<Found.Count>> facets) {}
