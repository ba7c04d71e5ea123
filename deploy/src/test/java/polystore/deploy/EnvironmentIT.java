package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each service gets the variables that it needs and none that it does not read, and only the migrate step gets an
/// owner's credentials.
class EnvironmentIT {
    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    /// Read by Quarkus and Kafka's clients themselves, as docs/configuration.md says of such variables.
    private static final Set<String> OF_LIBRARIES = Set.of(
            "QUARKUS_CONFIG_LOCATIONS",
            "KAFKA_SECURITY_PROTOCOL",
            "KAFKA_SASL_MECHANISM",
            "KAFKA_SASL_JAAS_CONFIG",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "KAFKA_SSL_TRUSTSTORE_LOCATION");

    /// Not set means switched off.
    private static final Set<String> OPTIONAL =
            Set.of("CORS_ORIGINS", "JWT_AUDIENCE", "OTEL_EXPORTER_OTLP_ENDPOINT", "TRACES_URL", "TRUSTED_PROXIES");

    private static final Set<String> OF_OWNERS =
            Set.of("POSTGRES_OWNER_USER", "POSTGRES_OWNER_PASSWORD", "MONGODB_OWNER_URI");

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void servicesAreToldOnlyWhatTheyRead(String overlay) {
        var manifests = Manifests.of(overlay);
        for (var service : ServiceConfiguration.MODULES.keySet()) {
            var told = variables(manifests, manifests.one("Deployment", service));
            var known = ServiceConfiguration.of(service).names();
            known.addAll(OF_LIBRARIES);
            assertThat(known).as("what %s reads", service).containsAll(told.keySet());
            assertThat(told.keySet()).as(service).doesNotContainAnyElementsOf(OF_OWNERS);
        }
    }

    /// Variables without a default, or with one that names this machine.
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void servicesAreToldEverythingThatHasNoDefaultForACluster(String overlay) {
        var manifests = Manifests.of(overlay);
        for (var service : ServiceConfiguration.MODULES.keySet()) {
            var told =
                    variables(manifests, manifests.one("Deployment", service)).keySet();
            var needed = new TreeSet<String>();
            ServiceConfiguration.of(service).variables().forEach((name, byDefault) -> {
                if (byDefault.isEmpty() || byDefault.contains("127.0.0.1") || byDefault.contains("${")) {
                    needed.add(name);
                }
            });
            needed.removeAll(OPTIONAL);
            needed.removeAll(OF_OWNERS);
            assertThat(told).as(service).containsAll(needed);
        }
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void migrationsAreToldTheOwnerAndNoServicesSecrets(String overlay) {
        var manifests = Manifests.of(overlay);
        manifests.all("Job").forEach(job -> {
            var service = job.at("/spec/template/metadata/labels/app.kubernetes.io~1name")
                    .asText()
                    .replace("migrate-", "");
            var told = variables(manifests, job).keySet();
            var configuration = ServiceConfiguration.of(service);
            if (configuration.reads("POSTGRES_URL")) {
                assertThat(told).contains("POSTGRES_URL", "POSTGRES_OWNER_USER", "POSTGRES_OWNER_PASSWORD");
            }
            assertThat(told.contains("MONGODB_OWNER_URI")).isEqualTo(configuration.reads("MONGODB_URI"));
            assertThat(told)
                    .doesNotContain("POSTGRES_PASSWORD", "MONGODB_URI", "MASTER_KEYS", "CURSOR_KEY", "REDIS_URI");
            assertThat(job.at("/spec/template/spec/containers/0/args").toString())
                    .isEqualTo("[\"migrate\"]");
        });
    }

    /// Each address is that of a Service, from these manifests or created by an operator.
    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everyAddressIsOfSomethingThatIsThere(String overlay) {
        var manifests = Manifests.of(overlay);
        var hosts = new TreeSet<>(manifests.names("Service"));
        manifests
                .names("Cluster")
                .forEach(cluster -> hosts.addAll(Set.of(cluster + "-rw", cluster + "-r", cluster + "-ro")));
        manifests.names("Kafka").forEach(kafka -> hosts.add(kafka + "-kafka-bootstrap"));
        for (var service : ServiceConfiguration.MODULES.keySet()) {
            variables(manifests, manifests.one("Deployment", service)).forEach((name, value) -> {
                if (name.endsWith("_URL") || name.equals("KAFKA_BOOTSTRAP")) {
                    var host = value.replaceFirst("^.*//", "").replaceFirst(":.*$", "");
                    assertThat(hosts).as(name).contains(host);
                }
                if (name.startsWith("POSTGRES_") && name.endsWith("_URL")) {
                    assertThat(value).contains("sslmode=verify-full");
                }
            });
        }
    }

    /// Values by name; for a value from a secret, a reference to the secret.
    private static Map<String, String> variables(Manifests manifests, JsonNode workload) {
        var variables = new TreeMap<String, String>();
        var container = workload.at("/spec/template/spec/containers/0");
        for (var from : container.path("envFrom")) {
            var map = manifests.one("ConfigMap", from.at("/configMapRef/name").asText());
            map.path("data")
                    .properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
        }
        for (var variable : container.path("env")) {
            variables.put(
                    variable.path("name").asText(),
                    variable.has("value")
                            ? variable.path("value").asText()
                            : variable.path("valueFrom").toString());
        }
        return variables;
    }
}
