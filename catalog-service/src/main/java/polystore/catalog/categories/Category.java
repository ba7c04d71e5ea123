package polystore.catalog.categories;

import org.jspecify.annotations.Nullable;
import polystore.catalog.codes.Coded;
import polystore.catalog.text.LocalizedText;

/// A node of the tree that shoppers browse.
///
/// @param code such as `running`
/// @param version rises by one with every change
/// @param parent the code of the category it belongs to, null at the top
record Category(
        String code,
        long version,
        LocalizedText name,
        @Nullable String parent) implements Coded {

    /// Enough for shoppers; also limits how many ancestors are read.
    public static final int DEPTH_MAX = 20;
}
