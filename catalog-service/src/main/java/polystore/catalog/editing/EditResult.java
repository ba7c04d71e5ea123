package polystore.catalog.editing;

import java.util.List;
import polystore.catalog.products.Product;

/// What became of a wish to write a product.
public sealed interface EditResult {

    record Written(Product product) implements EditResult {}

    /// A SKU is another product's, or one of its variants'.
    record SkuTaken(String sku) implements EditResult {}

    record UnknownType(String type) implements EditResult {}

    record UnknownCategory(String category) implements EditResult {}

    /// The product type does not allow these attributes.
    ///
    /// @param faults with paths from the product's root, such as `attributes.color`
    record InvalidAttributes(List<Fault> faults) implements EditResult {}

    /// Somebody else changed it since it was read.
    record Outdated() implements EditResult {}

    record Fault(String path, String detail) {}
}
