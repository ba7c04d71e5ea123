package polystore.catalog.editing;

import java.util.List;
import polystore.catalog.products.Product;

/// The result of creating, changing or deleting a product: written, or refused with the reason.
sealed interface EditResult {

    record Written(Product product) implements EditResult {}

    /// The SKU belongs to another product, or to one of its variants.
    record SkuTaken(String sku) implements EditResult {}

    record UnknownType(String type) implements EditResult {}

    record UnknownCategory(String category) implements EditResult {}

    /// The product type does not allow these attributes.
    ///
    /// @param faults with paths from the product's root, such as `attributes.color`
    record InvalidAttributes(List<Fault> faults) implements EditResult {}

    /// Another request has changed the product since it was read.
    record Outdated() implements EditResult {}

    record Fault(String path, String detail) {}
}
