package polystore.catalog.reading;

import java.util.Map;
import java.util.Optional;

/// A cache of products. A copy is never replaced by an older one, because a read that began before a write may
/// store its product after it.
interface ProductCache {

    Optional<CachedProduct> find(String id);

    /// Stores a copy, unless a newer one is stored or an invalidation requires a newer one.
    ///
    /// @return false when the copy is stale
    boolean put(CachedProduct copy);

    /// Removes older copies, and refuses them for as long as a concurrent read could store one.
    ///
    /// @param atLeast by product id
    void invalidate(Map<String, Revision> atLeast);

    /// The product that had this SKU when it was cached; it may have another SKU now.
    Optional<String> idOfSku(String sku);
}
