package polystore.catalog.reading;

import java.util.Map;

/// Products by the requested SKUs.
///
/// @param products a SKU without a product is absent
record ProductBatchJson(Map<String, ProductJson> products) {}
