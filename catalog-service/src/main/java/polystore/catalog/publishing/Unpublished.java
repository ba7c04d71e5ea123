package polystore.catalog.publishing;

import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Product;

/// A version of a product that has to be published.
///
/// @param trace W3C trace context of the request that wrote it; null for none
public record Unpublished(Product product, @Nullable String trace) {}
