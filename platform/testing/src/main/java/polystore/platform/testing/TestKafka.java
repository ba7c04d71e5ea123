package polystore.platform.testing;

import java.util.List;
import java.util.Map;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaTopic;

/// The Kafka broker of a test run.
public record TestKafka(String bootstrap) {
    /// Makes a topic beside the ones of `KafkaTopic.all()`; one that exists is left as it is.
    public void createTopic(String name, int partitions) {
        KafkaBroker.createTopics(bootstrap, List.of(new KafkaTopic(name, partitions, Map.of())));
    }
}
