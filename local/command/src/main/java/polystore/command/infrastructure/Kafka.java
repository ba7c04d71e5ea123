package polystore.command.infrastructure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import polystore.command.home.Home;
import polystore.command.home.Ports;
import polystore.command.home.Secrets;
import polystore.command.home.StackTls;
import polystore.command.home.Variable;
import polystore.command.stack.Component;
import polystore.contracts.Topics;
import polystore.stores.Credentials;
import polystore.stores.KafkaBroker;
import polystore.stores.KafkaProcess;
import polystore.stores.KafkaSecurity;

/// The Kafka that the stack uses: its own broker, or the cluster at `KAFKA_BOOTSTRAP`.
///
/// @param connectionOf settings of a client besides the addresses, such as for TLS and SASL, for a service or for
/// `polystore`, which is this command
/// @param own the broker that the stack starts; empty with `KAFKA_BOOTSTRAP`
public record Kafka(String bootstrap, Function<String, Map<String, String>> connectionOf, Optional<Component> own) {
    public static final String NAME = "kafka";
    private static final String PREFIX = "KAFKA_";
    private static final String BOOTSTRAP = "KAFKA_BOOTSTRAP";
    private static final int HEAP_MEGABYTES = 256;
    private static final int RELOAD_SECONDS_MAX = 10;
    private static final String ADMINISTRATOR = "polystore";
    /// The first is the broker's own.
    private static final List<String> USERS = List.of("broker", ADMINISTRATOR, "orders", "catalog", "analytics");

    public static Kafka of(Home home, Ports ports, Map<String, String> environment) {
        var given = Variable.KAFKA_BOOTSTRAP.in(environment);
        if (!given.isBlank()) {
            return new Kafka(given.strip(), _ -> connection(environment), Optional.empty());
        }
        var bootstrap = "127.0.0.1:" + ports.kafka();
        var security = security(home);
        return new Kafka(
                bootstrap,
                client -> security == null ? Map.of() : security.clientSettings(user(home, client)),
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
                                home.processFiles(NAME),
                                security))));
    }

    /// The settings of an admin client of this command.
    public Map<String, String> administration() {
        var settings = new HashMap<>(connectionOf.apply(ADMINISTRATOR));
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    /// Creates the missing topics.
    public void createTopics() {
        KafkaBroker.createTopics(administration(), Topics.all());
    }

    /// Makes the broker use the certificate that its file has now: it reads the files again at every change of its
    /// dynamic configuration. The change sets a value that the static configuration already has, and removes it
    /// again.
    public void reloadCertificate() throws InterruptedException, ExecutionException, TimeoutException {
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var admin = Admin.create(new HashMap<>(administration()))) {
            for (var operation : List.of(AlterConfigOp.OpType.SET, AlterConfigOp.OpType.DELETE)) {
                var change = new AlterConfigOp(new ConfigEntry("max.connections", "2147483647"), operation);
                admin.incrementalAlterConfigs(Map.of(broker, List.of(change)))
                        .all()
                        .get(RELOAD_SECONDS_MAX, TimeUnit.SECONDS);
            }
        }
    }

    private static @Nullable KafkaSecurity security(Home home) {
        var certificate = StackTls.certificate(home);
        return certificate == null
                ? null
                : new KafkaSecurity(
                        certificate,
                        USERS.stream().map(user -> user(home, user)).toList());
    }

    private static Credentials user(Home home, String name) {
        return new Credentials(
                name, new Secrets(home.secrets()).user("kafka-" + name).password());
    }

    /// The settings of a client as variables of a service, `KAFKA_SECURITY_PROTOCOL` for `security.protocol`.
    public Map<String, String> variablesOf(String service) {
        var variables = new HashMap<String, String>();
        connectionOf
                .apply(service)
                .forEach((name, value) ->
                        variables.put(PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return variables;
    }

    /// The variables `KAFKA_*` under Kafka's names, as the services read them: `KAFKA_SECURITY_PROTOCOL` is
    /// `security.protocol`.
    public static Map<String, String> connection(Map<String, String> environment) {
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
