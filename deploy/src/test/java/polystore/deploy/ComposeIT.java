package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polystore.contracts.Topics;

/// `compose.yaml` as Docker Compose's own parser reads it: complete, with a start order that waits for health, without
/// a
/// default password, open to this machine alone.
class ComposeIT {
    private static final Path FOLDER = Checkout.DEPLOY.resolve("compose");
    private static final List<String> SERVICES = List.of("gateway", "orders", "catalog", "analytics");
    private static final String PINNED = ".+:\\d+\\.\\d+(\\.\\d+)?(-\\w+)?";

    @TempDir
    private static Path folder;

    private static JsonNode services;

    @BeforeAll
    static void parse() throws IOException {
        var parser = Tool.named("compose-go");
        var withSecrets = Checkout.text(FOLDER.resolve("compose.yaml")).replaceAll("\\$\\{(\\w+):\\?[^}]*}", "<$1>");
        var file = Files.writeString(folder.resolve("compose.yaml"), withSecrets);
        services = new ObjectMapper()
                .readTree(parser.output("-format", "json", file.toString()))
                .path("services");
    }

    @Test
    void withoutSecretsNothingStartsAndTheMessageSaysHowToMakeThem() {
        var result = Tool.named("compose-go").run(FOLDER.resolve("compose.yaml").toString());
        assertThat(result.code()).isNotZero();
        assertThat(result.text()).contains("is missing a value: run ./secrets > .env");
    }

    @Test
    void aMisspeltFieldIsFound() throws IOException {
        var file = Files.writeString(
                folder.resolve("broken.yaml"), "services: {redis: {image: 'valkey/valkey:8.1.4', imagee: x}}");
        var result = Tool.named("compose-go").run(file.toString());
        assertThat(result.code()).isNotZero();
        assertThat(result.text()).contains("imagee");
    }

    @Test
    void secretsAreMadeForEveryNameAndForNoOther() {
        var named = new TreeSet<String>();
        var pattern = java.util.regex.Pattern.compile("\\$\\{(\\w+):\\?");
        pattern.matcher(Checkout.text(FOLDER.resolve("compose.yaml")))
                .results()
                .forEach(found -> named.add(found.group(1)));
        var made = new Tool(FOLDER.resolve("secrets"))
                .output()
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(made).isEqualTo(named).hasSizeGreaterThan(10);
    }

    @Test
    void servicesAreToldWhatTheyReadAndEverythingThatHasNoDefaultForAnotherMachine() {
        for (var service : SERVICES) {
            var told = names(service);
            var configuration = ServiceConfiguration.of(service);
            assertThat(told.remove("QUARKUS_PROFILE"))
                    .as("%s runs without TLS, which production refuses", service)
                    .isTrue();
            assertThat(configuration.names()).as(service).containsAll(told);
            var needed = configuration.names();
            needed.retainAll(Set.of(
                    "POSTGRES_URL",
                    "POSTGRES_PASSWORD",
                    "POSTGRES_READ_PASSWORD",
                    "MONGODB_URI",
                    "REDIS_URI",
                    "KAFKA_BOOTSTRAP",
                    "CURSOR_KEY",
                    "MASTER_KEYS",
                    "ORDERS_URL",
                    "CATALOG_URL",
                    "ANALYTICS_URL",
                    "JWT_ISSUER",
                    "JWT_JWKS",
                    "HTTP_PORT"));
            assertThat(told).as(service).containsAll(needed);
            assertThat(told).as(service).noneMatch(name -> name.contains("OWNER"));
        }
    }

    @Test
    void everythingWaitsForTheHealthOfWhatItNeeds() {
        for (var service : List.of("orders", "catalog", "analytics")) {
            assertThat(condition(service, "migrate-" + service)).isEqualTo("service_completed_successfully");
            assertThat(condition(service, "topics")).isEqualTo("service_completed_successfully");
            assertThat(condition("gateway", service)).isEqualTo("service_healthy");
        }
        services.properties()
                .forEach(service -> service.getValue()
                        .path("depends_on")
                        .properties()
                        .forEach(dependency -> {
                            var condition =
                                    dependency.getValue().path("condition").asText();
                            assertThat(condition).as(service.getKey()).isNotEqualTo("service_started");
                            if (condition.equals("service_healthy")) {
                                assertThat(services.at("/" + dependency.getKey() + "/healthcheck/test"))
                                        .as(dependency.getKey())
                                        .isNotEmpty();
                            }
                        }));
    }

    @Test
    void onlyTheGatewayIsReachableAndOnlyFromThisMachine() {
        services.properties().forEach(service -> {
            var ports = service.getValue().path("ports");
            if (service.getKey().equals("gateway")) {
                assertThat(ports)
                        .allSatisfy(port ->
                                assertThat(port.path("host_ip").asText()).isEqualTo("127.0.0.1"));
            } else {
                assertThat(ports).as(service.getKey()).isEmpty();
            }
        });
    }

    @Test
    void imagesArePinnedAndServicesRestricted() {
        services.properties()
                .forEach(service -> assertThat(service.getValue().path("image").asText())
                        .as(service.getKey())
                        .matches(PINNED));
        for (var service : SERVICES) {
            var own = services.path(service);
            assertThat(own.path("read_only").asBoolean()).isTrue();
            assertThat(own.path("user").asText()).isEqualTo("10001:10001");
            assertThat(own.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        }
    }

    @Test
    void theTopicsAreThoseOfTheContracts() {
        var sh = Tool.named("env");
        var made = sh.output(
                        "KAFKA_TOPICS=echo",
                        "sh",
                        FOLDER.resolve("kafka/topics.sh").toString())
                .lines()
                .collect(Collectors.toSet());
        var expected = Topics.all().stream()
                .map(topic -> "--topic " + topic.name() + " --partitions " + topic.partitions() + " ")
                .toList();
        assertThat(made).hasSameSizeAs(expected);
        for (var topic : Topics.all()) {
            assertThat(made).anySatisfy(line -> {
                assertThat(line).contains("--topic " + topic.name() + " --partitions " + topic.partitions() + " ");
                topic.settings().forEach((name, value) -> assertThat(line).contains("--config " + name + "=" + value));
                assertThat(line.split("--config", -1)).hasSize(topic.settings().size() + 1);
            });
        }
    }

    @Test
    void theRightsInPostgresqlAreThoseOfKubernetes() {
        var script = Checkout.text(FOLDER.resolve("postgresql/databases.sh"))
                .replace("${service}", "orders")
                .replace("$service", "orders");
        for (var statement : Manifests.of("production")
                .one("Cluster", "orders-db")
                .at("/spec/bootstrap/initdb/postInitApplicationSQL")) {
            if (!statement.asText().startsWith("create role")) {
                assertThat(script).contains(statement.asText() + ";");
            }
        }
    }

    private static String condition(String service, String dependency) {
        return services.path(service)
                .at("/depends_on/" + dependency + "/condition")
                .asText();
    }

    private static Set<String> names(String service) {
        var names = new TreeSet<String>();
        services.path(service).path("environment").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
