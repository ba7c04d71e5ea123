package polystore.analytics.documents;

/// A field of order documents by which a list can be filtered.
enum OrderField {
    STATUS("status", "status"),
    CUSTOMER("customerId", "customerId"),
    PRODUCT("productId", "items.productId"),
    SKU("sku", "items.sku"),
    COUNTRY("country", "shipTo.country"),
    CITY("city", "shipTo.city"),
    CURRENCY("currency", "total.currency");

    private final String parameter;
    private final String path;

    OrderField(String parameter, String path) {
        this.parameter = parameter;
        this.path = path;
    }

    /// Name of the query parameter.
    String parameter() {
        return parameter;
    }

    /// Path in the document.
    String path() {
        return path;
    }
}
