package polystore.catalog.reading;

import java.util.Optional;

/// A cache of products. A copy never gives way to an older one, in whatever order reads and writes come to an end:
/// a read that began before a write may want to keep its product after it.
public interface ProductCache {

    Optional<CachedProduct> find(String id);

    /// Keeps a copy, unless one that is newer was kept or asked for.
    ///
    /// @return false where it is known to be outdated
    boolean keep(CachedProduct copy);

    /// From now on, only copies of at least this age will do.
    void outdate(String id, Revision atLeast);

    /// The product that had this SKU when it was last looked for.
    Optional<String> idOfSku(String sku);

    void keepSku(String sku, String id);
}
