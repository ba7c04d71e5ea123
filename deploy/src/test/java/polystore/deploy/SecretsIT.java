package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each secret that something refers to is made by somebody under that name and with that key, and none is made that
/// nobody uses.
class SecretsIT {
    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    /// Fields by which Kubernetes and the operators name a Secret and no key of it.
    private static final Set<String> NAMING = Set.of("secretName", "serverTLSSecret", "serverCASecret");

    private static final Set<String> REFERRING =
            Set.of("passwordSecret", "passwordSecretRef", "certificateKeySecretRef", "caCertificateSecretRef");

    private static final Set<String> OF_A_CERTIFICATE = Set.of("tls.crt", "tls.key", "ca.crt", "truststore.p12");

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everySecretThatIsReferredToIsMade(String overlay) {
        var manifests = Manifests.of(overlay);
        var made = byOperators(manifests);
        made.putAll(byUs());
        var referred = referred(manifests);
        assertThat(referred).hasSizeGreaterThan(20);
        referred.forEach((secret, keys) -> assertThat(made.getOrDefault(secret, Set.of()))
                .as("the keys of Secret %s", secret)
                .isNotEmpty()
                .containsAll(keys));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void everySecretThatWeMakeIsUsed(String overlay) {
        assertThat(referred(Manifests.of(overlay)).keySet()).containsAll(byUs().keySet());
    }

    @Test
    void productionTakesTheSameSecretsFromTheVault() {
        var production = Manifests.of("production");
        assertThat(production.names("ExternalSecret")).isEqualTo(byUs().keySet());
        assertThat(production.all("ExternalSecret"))
                .allSatisfy(secret -> assertThat(
                                secret.at("/spec/dataFrom/0/extract/key").asText())
                        .isEqualTo("polystore/" + Manifests.name(secret)));
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void noManifestHoldsASecret(String overlay) {
        assertThat(Manifests.of(overlay).all("Secret")).isEmpty();
    }

    @Test
    void secretsAreRandomAndNewEachTime() {
        var one = secrets();
        var other = secrets();
        assertThat(one.objects()).hasSameSizeAs(other.objects());
        for (var secret : one.objects()) {
            StrictModels.parse(secret);
            var again = other.one("Secret", Manifests.name(secret)).path("stringData");
            secret.path("stringData").properties().stream()
                    .filter(entry -> !entry.getKey().equals("username"))
                    .forEach(entry -> assertThat(entry.getValue().asText())
                            .as(Manifests.name(secret))
                            .hasSizeGreaterThan(40)
                            .isNotEqualTo(again.path(entry.getKey()).asText()));
        }
        assertThat(one.one("Secret", "redis-users").at("/stringData/users.acl").asText())
                .contains("user default off\n")
                .contains(password(
                        one.one("Secret", "catalog-redis").at("/stringData/uri").asText()))
                .contains(password(
                        one.one("Secret", "gateway-redis").at("/stringData/uri").asText()));
    }

    private static String password(String uri) {
        return uri.substring(uri.lastIndexOf(':', uri.indexOf('@')) + 1, uri.indexOf('@'));
    }

    private static Manifests secrets() {
        return Manifests.parsed(new Tool(Checkout.KUBERNETES.resolve("secrets")).output());
    }

    private static Map<String, Set<String>> byUs() {
        var made = new TreeMap<String, Set<String>>();
        for (var secret : secrets().objects()) {
            var keys = new TreeSet<String>();
            secret.path("stringData").fieldNames().forEachRemaining(keys::add);
            made.put(Manifests.name(secret), keys);
        }
        return made;
    }

    /// cert-manager, Strimzi and MongoDB's operator make Secrets by rules of their own. `metrics-token` comes from the
    /// identity provider, `shop-tls` with the Ingress.
    private static Map<String, Set<String>> byOperators(Manifests manifests) {
        var made = new TreeMap<String, Set<String>>(
                Map.of("metrics-token", Set.of("token"), "shop-tls", Set.of("tls.crt")));
        manifests.all("Certificate").forEach(certificate -> {
            var keys = new TreeSet<>(OF_A_CERTIFICATE);
            if (certificate.at("/spec/keystores").isMissingNode()) {
                keys.remove("truststore.p12");
            }
            made.put(certificate.at("/spec/secretName").asText(), keys);
        });
        manifests
                .all("KafkaUser")
                .forEach(user -> made.put(Manifests.name(user), Set.of("password", "sasl.jaas.config")));
        manifests
                .all("MongoDBCommunity")
                .forEach(mongo -> mongo.at("/spec/users")
                        .forEach(user -> made.put(
                                user.path("connectionStringSecretName").asText(),
                                Set.of(
                                        "connectionString.standard",
                                        "connectionString.standardSrv",
                                        "username",
                                        "password"))));
        return made;
    }

    private static Map<String, Set<String>> referred(Manifests manifests) {
        var referred = new TreeMap<String, Set<String>>();
        manifests.objects().stream()
                .filter(object -> !object.path("kind").asText().endsWith("Secret"))
                .forEach(object -> collect(object, referred));
        return referred;
    }

    private static void collect(JsonNode node, Map<String, Set<String>> referred) {
        node.properties().forEach(entry -> {
            var value = entry.getValue();
            if (NAMING.contains(entry.getKey()) && value.isTextual()) {
                referred.computeIfAbsent(value.asText(), name -> new TreeSet<>());
            } else if (entry.getKey().equals("secretKeyRef") || (value.has("name") && value.has("key"))) {
                key(value, referred);
            } else if (REFERRING.contains(entry.getKey()) || (entry.getKey().equals("secret") && value.has("name"))) {
                referred.computeIfAbsent(value.path("name").asText(), name -> new TreeSet<>());
            } else if (entry.getKey().equals("secretTargetRef")) {
                value.forEach(item -> key(item, referred));
            }
            collect(value, referred);
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, referred));
        }
    }

    private static void key(JsonNode reference, Map<String, Set<String>> referred) {
        referred.computeIfAbsent(reference.path("name").asText(), name -> new TreeSet<>())
                .add(reference.path("key").asText());
    }
}
