package polystore.command.infrastructure;

import java.util.Map;
import java.util.Optional;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Variable;
import polystore.command.stack.Component;
import polystore.contracts.Topics;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaProcess;

/// The Kafka that the stack uses: its own broker, or the cluster at `KAFKA_BOOTSTRAP`.
///
/// @param own empty when the cluster is somebody else's
public record Kafka(String bootstrap, Optional<Component> own) {
    public static final String NAME = "kafka";
    private static final int HEAP_MEGABYTES = 256;

    public static Kafka of(Home home, Ports ports, Map<String, String> environment) {
        var given = Variable.KAFKA_BOOTSTRAP.in(environment);
        if (!given.isBlank()) {
            return new Kafka(given.strip(), Optional.empty());
        }
        var bootstrap = "127.0.0.1:" + ports.kafka();
        return new Kafka(
                bootstrap,
                Optional.of(new Component(
                        NAME,
                        bootstrap,
                        ports.kafka(),
                        home.traces(NAME),
                        () -> KafkaProcess.start(
                                Jvm.withOurClasses(HEAP_MEGABYTES, NAME),
                                home.data(NAME),
                                ports.kafka(),
                                ports.kafkaController(),
                                home.traces(NAME)))));
    }

    /// Makes the topics that are missing.
    public void createTopics() {
        KafkaBroker.createTopics(bootstrap, Topics.all());
    }
}
