package polystore.catalog.categories;

import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;

/// A shelf of the shop.
///
/// @param code what staff call it, such as `running`
/// @param version rises by one with every change
/// @param parent the code of the category it belongs to, null at the top
public record Category(
        String code,
        long version,
        LocalizedText name,
        @Nullable String parent) {

    /// Shoppers click at most a few levels down; it also bounds every walk up the tree.
    public static final int DEPTH_MAX = 20;
}
