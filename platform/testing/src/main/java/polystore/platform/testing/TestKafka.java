package polystore.platform.testing;

import java.util.List;
import java.util.Map;
import polystore.contracts.Topic;
import polystore.stores.KafkaBroker;

/// The Kafka broker of a test run.
public record TestKafka(String bootstrap) {
    /// Makes a topic beside the ones of `Topics.all()`; one that exists is left as it is.
    public void createTopic(String name, int partitions) {
        KafkaBroker.createTopics(bootstrap, List.of(new Topic(name, partitions, Map.of())));
    }
}
