package polystore.catalog.products;

import java.util.List;
import java.util.Map;
import polystore.contracts.Money;

/// One form in which a product is sold, with a SKU of its own.
/// @param prices one per currency, empty for those of the product
/// @param attributes those that differ from the product's
public record Variant(String sku, List<Money> prices, Map<String, Object> attributes) {}
