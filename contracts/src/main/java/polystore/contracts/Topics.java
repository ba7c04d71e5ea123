package polystore.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The Kafka topics between services with their settings. The local stack, the tests and the manifests take
/// partitions, retention and compaction from here. Keys are plain UTF-8 strings.
public final class Topics {

    /// Domain events of orders, key order id; kept 30 days, deduplicated by event id.
    public static final String ORDERS_EVENTS = "orders.events.v1";

    /// The order document, key order id; compacted, applied when its `_m.v` is higher.
    public static final String ORDERS_DOCUMENTS = "orders.documents.v1";

    /// Availability per SKU, key sku; compacted, applied when its version is higher.
    public static final String STOCK_LEVELS = "stock.levels.v1";

    /// The product as published, key product id; compacted, applied when its version is higher.
    public static final String CATALOG_PRODUCTS = "catalog.products.v1";

    /// The category as published, key category code; compacted, applied when its version is higher.
    public static final String CATALOG_CATEGORIES = "catalog.categories.v1";

    private static final String DEAD_LETTERS = ".dlq";

    /// Six partitions can be divided evenly among two or three instances of a service.
    private static final int PARTITIONS = 6;

    private static final String RETENTION_MS = Long.toString(Duration.ofDays(30).toMillis());

    /// A record of the broker's default limit (1 MiB) and the headers that make it a dead letter.
    public static final int DEAD_LETTER_BYTES_MAX = 5 << 18;

    private Topics() {}

    /// The dead-letter topic of `topic`.
    public static String deadLettersOf(String topic) {
        return topic + DEAD_LETTERS;
    }

    /// Every topic, dead-letter topics included.
    public static List<Topic> all() {
        var sources = List.of(
                events(ORDERS_EVENTS),
                state(ORDERS_DOCUMENTS),
                state(STOCK_LEVELS),
                state(CATALOG_PRODUCTS),
                state(CATALOG_CATEGORIES));
        return Stream.concat(sources.stream(), sources.stream().map(Topics::deadLetters))
                .toList();
    }

    /// A topic whose records are retained for a time.
    private static Topic events(String name) {
        return new Topic(name, PARTITIONS, Map.of("cleanup.policy", "delete", "retention.ms", RETENTION_MS));
    }

    /// A compacted topic, which retains the newest record of each key.
    private static Topic state(String name) {
        return new Topic(name, PARTITIONS, Map.of("cleanup.policy", "compact"));
    }

    private static Topic deadLetters(Topic source) {
        return new Topic(
                deadLettersOf(source.name()),
                source.partitions(),
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        RETENTION_MS,
                        "max.message.bytes",
                        Integer.toString(DEAD_LETTER_BYTES_MAX)));
    }
}
