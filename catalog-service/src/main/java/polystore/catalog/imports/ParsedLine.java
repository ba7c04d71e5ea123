package polystore.catalog.imports;

import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Content;
import polystore.platform.http.Problem;

/// A line of an import, which is a product's content or is not.
sealed interface ParsedLine {

    long number();

    record Valid(long number, Content content) implements ParsedLine {}

    /// @param sku as far as it could be read
    record Invalid(
            long number, @Nullable String sku, Problem problem) implements ParsedLine {}
}
