package polystore.contracts;

/// The Kafka topics through which services meet. Keys are plain UTF-8 strings.
public final class Topics {

    /// Domain events of orders, key order id; kept 30 days, deduplicated by event id.
    public static final String ORDERS_EVENTS = "orders.events.v1";

    /// The order document, key order id; compacted, applied when its `_m.v` is higher.
    public static final String ORDERS_DOCUMENTS = "orders.documents.v1";

    /// Availability per SKU, key sku; compacted, applied when its version is higher.
    public static final String STOCK_LEVELS = "stock.levels.v1";

    /// The product as published, key product id; compacted, applied when its version is higher.
    public static final String CATALOG_PRODUCTS = "catalog.products.v1";

    private static final String DEAD_LETTERS = ".dlq";

    private Topics() {}

    /// Where records of `topic` go that could not be processed.
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS;
    }
}
