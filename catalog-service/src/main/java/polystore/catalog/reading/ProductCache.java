package polystore.catalog.reading;

import java.util.Map;
import java.util.Optional;

/// A cache of products. A copy is never replaced by an older one, whatever the order in which reads and writes end: a
/// read that began before a write may want to store its product after it.
interface ProductCache {

    Optional<CachedProduct> find(String id);

    /// Stores a copy, unless a newer one is stored or was asked for by an invalidation.
    ///
    /// @return false where the copy is known to be stale
    boolean put(CachedProduct copy);

    /// Drops copies that are older, and refuses them as long as a reader could still bring one.
    ///
    /// @param atLeast by product id
    void invalidate(Map<String, Revision> atLeast);

    /// The product that had this SKU when it was last stored, which may have lost it since.
    Optional<String> idOfSku(String sku);
}
