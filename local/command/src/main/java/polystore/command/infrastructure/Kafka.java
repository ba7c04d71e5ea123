package polystore.command.infrastructure;

import java.util.HashMap;
import java.util.Locale;
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
/// @param connection further settings of an admin client, such as for TLS and SASL
/// @param own the broker that the stack starts; empty with `KAFKA_BOOTSTRAP`
public record Kafka(String bootstrap, Map<String, String> connection, Optional<Component> own) {
    public static final String NAME = "kafka";
    private static final String PREFIX = "KAFKA_";
    private static final String BOOTSTRAP = "KAFKA_BOOTSTRAP";
    private static final int HEAP_MEGABYTES = 256;

    public static Kafka of(Home home, Ports ports, Map<String, String> environment) {
        var given = Variable.KAFKA_BOOTSTRAP.in(environment);
        if (!given.isBlank()) {
            return new Kafka(given.strip(), connection(environment), Optional.empty());
        }
        var bootstrap = "127.0.0.1:" + ports.kafka();
        return new Kafka(
                bootstrap,
                Map.of(),
                Optional.of(new Component(
                        NAME,
                        bootstrap,
                        ports.kafka(),
                        home.processFiles(NAME),
                        () -> KafkaProcess.start(
                                Jvm.withOurClasses(HEAP_MEGABYTES, NAME),
                                home.data(NAME),
                                ports.kafka(),
                                ports.kafkaController(),
                                home.processFiles(NAME)))));
    }

    /// Creates the missing topics.
    public void createTopics() {
        var settings = new HashMap<>(connection);
        settings.put("bootstrap.servers", bootstrap);
        KafkaBroker.createTopics(settings, Topics.all());
    }

    /// The variables `KAFKA_*` under Kafka's names, as the services read them: `KAFKA_SECURITY_PROTOCOL` is
    /// `security.protocol`.
    private static Map<String, String> connection(Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(BOOTSTRAP)) {
                settings.put(
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return settings;
    }
}
