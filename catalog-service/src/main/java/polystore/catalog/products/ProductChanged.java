package polystore.catalog.products;

import java.util.List;

/// A product was written, and the write is safe: the caches are invalidated and the relay publishes it.
///
/// @param skus its SKUs, before and after
public record ProductChanged(String id, long version, List<String> skus) {}
