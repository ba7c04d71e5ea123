package polystore.stores;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A topic and how it is kept; the same on every broker that Polystore uses.
///
/// @param settings broker-side settings by their Kafka names
public record KafkaTopic(String name, int partitions, Map<String, String> settings) {
    /// Order ids spread evenly; six lets three instances of a service share the work in halves.
    private static final int PARTITIONS = 6;

    private static final String KEPT_MS = Long.toString(Duration.ofDays(30).toMillis());

    /// Every topic the services meet in, dead-letter topics included.
    public static List<KafkaTopic> all() {
        var sources = List.of(
                kept("orders.events.v1"),
                compacted("orders.documents.v1"),
                compacted("stock.levels.v1"),
                compacted("catalog.products.v1"));
        return Stream.concat(sources.stream(), sources.stream().map(topic -> kept(topic.name() + ".dlq")))
                .toList();
    }

    /// Facts: each record counts, none replaces another.
    private static KafkaTopic kept(String name) {
        return new KafkaTopic(name, PARTITIONS, Map.of("cleanup.policy", "delete", "retention.ms", KEPT_MS));
    }

    /// State: the newest record of a key replaces the ones before it.
    private static KafkaTopic compacted(String name) {
        return new KafkaTopic(name, PARTITIONS, Map.of("cleanup.policy", "compact"));
    }
}
