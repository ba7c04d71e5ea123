package polystore.contracts.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Required;

/// A category after a change, published to `catalog.categories.v1` with its code as key.
///
/// @param category the code, which products carry
/// @param version increases by one with every change; consumers apply only a higher one
/// @param name in the shop's first language
/// @param names by language tag; null with a single language
/// @param parent the code of the category it belongs to; null at the top
public record CategorySnapshot(
        String category,
        long version,
        String name,
        @Nullable Map<String, String> names,
        @Nullable String parent) {

    public static final String TYPE = "polystore.catalog.CategorySnapshot";

    public CategorySnapshot {
        Required.atLeast(1, "version", version);
    }
}
