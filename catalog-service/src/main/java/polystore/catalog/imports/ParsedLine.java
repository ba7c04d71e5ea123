package polystore.catalog.imports;

import org.jspecify.annotations.Nullable;
import polystore.catalog.products.Content;
import polystore.platform.http.Problem;

/// A line of an import: the content of a product, or the problem of an invalid line.
sealed interface ParsedLine {

    long number();

    record Valid(long number, Content content) implements ParsedLine {}

    /// @param sku as far as it could be read
    record Invalid(long number, @Nullable String sku, Problem problem) implements ParsedLine {}
}
