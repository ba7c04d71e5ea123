package polystore.catalog.categories;

import org.jspecify.annotations.Nullable;
import polystore.catalog.text.LocalizedText;

/// A category in responses.
record CategoryJson(
        String code,
        long version,
        LocalizedText name,
        @Nullable String parent) {

    static CategoryJson of(Category category) {
        return new CategoryJson(category.code(), category.version(), category.name(), category.parent());
    }
}
