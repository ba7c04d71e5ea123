package polystore.catalog.products;

import java.util.List;
import java.util.Map;
import polystore.contracts.Money;

/// One form in which a product is sold, with a SKU of its own.
///
/// @param prices one per currency, empty where the product's own apply
/// @param attributes what differs from the product's attributes
public record Variant(String sku, List<Money> prices, Map<String, Object> attributes) {}
