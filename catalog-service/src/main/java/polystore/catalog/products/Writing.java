package polystore.catalog.products;

import java.util.List;

/// What became of a wish to write a product.
public sealed interface Writing {

    record Written(Product product) implements Writing {}

    /// A SKU is another product's, or one of its variants'.
    record SkuTaken(String sku) implements Writing {}

    record UnknownType(String type) implements Writing {}

    record UnknownCategory(String category) implements Writing {}

    /// The product type does not allow these attributes.
    ///
    /// @param faults with paths from the product's root, such as `attributes.color`
    record InvalidAttributes(List<Fault> faults) implements Writing {}

    /// Somebody else changed it since it was read.
    record Outdated() implements Writing {}

    record Fault(String path, String detail) {}
}
