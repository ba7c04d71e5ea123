package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import polystore.deploy.NetworkPolicies.Pod;

/// Each service can connect to exactly the stores and services that its configuration names; other pods can connect to
/// none.
class NetworkIT {
    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    private record Target(Pod pod, int port) {}

    private static final Map<String, Integer> HTTPS = Map.of("https", 8443);

    private static final Map<String, Target> TARGETS = new LinkedHashMap<>(Map.of(
            "orders-db", new Target(Pod.of(Map.of("cnpg.io/cluster", "orders-db")), 5432),
            "analytics-db", new Target(Pod.of(Map.of("cnpg.io/cluster", "analytics-db")), 5432),
            "mongodb", new Target(Pod.of(Map.of("app", "mongodb-svc")), 27017),
            "redis", new Target(Pod.of(Map.of("app.kubernetes.io/name", "redis")), 6379),
            "kafka", new Target(Pod.of(Map.of("strimzi.io/name", "kafka-kafka", "strimzi.io/cluster", "kafka")), 9092),
            "gateway", new Target(service("gateway"), 8443),
            "orders", new Target(service("orders"), 8443),
            "catalog", new Target(service("catalog"), 8443),
            "analytics", new Target(service("analytics"), 8443)));

    /// What a service connects to, by the variable of its configuration that has the address.
    private static Set<String> usedBy(String service) {
        var configuration = ServiceConfiguration.of(service);
        var used = new TreeSet<String>();
        if (configuration.reads("POSTGRES_URL")) {
            used.add(service + "-db");
        }
        Map.of(
                        "MONGODB_URI", "mongodb",
                        "REDIS_URI", "redis",
                        "KAFKA_BOOTSTRAP", "kafka",
                        "ORDERS_URL", "orders",
                        "CATALOG_URL", "catalog",
                        "ANALYTICS_URL", "analytics")
                .forEach((variable, target) -> {
                    if (configuration.reads(variable)) {
                        used.add(target);
                    }
                });
        return used;
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void eachServiceReachesExactlyWhatItUses(String overlay) {
        var policies = policies(overlay);
        for (var service : ServiceConfiguration.MODULES.keySet()) {
            assertThat(reached(policies, service(service))).as(service).isEqualTo(usedBy(service));
        }
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void eachMigrationReachesExactlyItsDatabases(String overlay) {
        var policies = policies(overlay);
        for (var service : List.of("orders", "catalog", "analytics")) {
            var databases = new TreeSet<>(usedBy(service));
            databases.retainAll(Set.of("orders-db", "analytics-db", "mongodb"));
            var job = Pod.of(
                    Map.of("app.kubernetes.io/name", "migrate-" + service, "app.kubernetes.io/component", "migration"));
            assertThat(reached(policies, job)).as(service).isEqualTo(databases);
        }
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void aStrangerInTheNamespaceAndOneOutsideReachNothing(String overlay) {
        var policies = policies(overlay);
        assertThat(reached(policies, Pod.of(Map.of("app.kubernetes.io/name", "stranger"))))
                .isEmpty();
        assertThat(reached(policies, new Pod("default", Map.of(), Map.of()))).isEmpty();
    }

    @Test
    void onlyTheIngressControllerReachesTheGatewayFromOutside() {
        var policies = policies("production");
        assertThat(reached(policies, new Pod("ingress-nginx", Map.of(), Map.of())))
                .containsExactly("gateway");
        assertThat(reached(policies, new Pod("monitoring", Map.of(), Map.of())))
                .containsExactly("analytics", "catalog", "gateway", "orders");
        assertThat(reached(policies, new Pod("keda", Map.of(), Map.of()))).containsExactly("kafka");
    }

    @Test
    void servicesReachTheIdentityProviderAndStoresReachNothingOutside() {
        var policies = policies("production");
        var world = new Pod("the world", Map.of(), Map.of());
        assertThat(ServiceConfiguration.MODULES.keySet())
                .allSatisfy(service -> assertThat(policies.allow(service(service), world, 443))
                        .as(service)
                        .isTrue());
        assertThat(policies.allow(service("orders"), world, 5432)).isFalse();
        assertThat(policies.allow(target("redis").pod(), world, 443)).isFalse();
        assertThat(policies.allow(target("kafka").pod(), world, 443)).isFalse();
    }

    @Test
    void anOpeningTooManyAndOneTooFewAreFound() {
        var policies = new ArrayList<>(policies("local").policies());
        policies.removeIf(policy -> policy.getMetadata().getName().equals("orders-db"));
        assertThat(reached(new NetworkPolicies(policies), service("catalog")))
                .as("the egress of catalog still holds")
                .isEqualTo(usedBy("catalog"));
        policies.removeIf(policy -> policy.getMetadata().getName().equals("orders"));
        assertThat(reached(new NetworkPolicies(policies), service("orders"))).isNotEqualTo(usedBy("orders"));
    }

    private static Set<String> reached(NetworkPolicies policies, Pod from) {
        var reached = new TreeSet<String>();
        TARGETS.forEach((name, target) -> {
            if (!target.pod().equals(from) && policies.allow(from, target.pod(), target.port())) {
                reached.add(name);
            }
        });
        return reached;
    }

    private static NetworkPolicies policies(String overlay) {
        return new NetworkPolicies(Manifests.of(overlay)
                .all("NetworkPolicy")
                .map(object -> StrictModels.parse(object, NetworkPolicy.class))
                .toList());
    }

    private static Target target(String name) {
        return Objects.requireNonNull(TARGETS.get(name));
    }

    private static Pod service(String name) {
        return new Pod(
                "polystore", Map.of("app.kubernetes.io/name", name, "app.kubernetes.io/component", "service"), HTTPS);
    }
}
