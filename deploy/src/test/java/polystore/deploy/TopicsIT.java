package polystore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import polystore.contracts.Topics;

/// The topics are those of the contracts, and each service has only the rights to topics that it uses.
class TopicsIT {
    private static final Map<String, Set<String>> READ = Map.of(
            "orders", Set.of(Topics.CATALOG_PRODUCTS),
            "catalog", Set.of(Topics.STOCK_LEVELS),
            "analytics", Set.of(Topics.ORDERS_EVENTS, Topics.ORDERS_DOCUMENTS, Topics.CATALOG_CATEGORIES));
    private static final Map<String, Set<String>> PUBLISHED = Map.of(
            "orders", Set.of(Topics.ORDERS_EVENTS, Topics.ORDERS_DOCUMENTS, Topics.STOCK_LEVELS),
            "catalog", Set.of(Topics.CATALOG_PRODUCTS, Topics.CATALOG_CATEGORIES),
            "analytics", Set.of());
    /// What a service could not publish, as dead letters of its own topic.
    private static final Map<String, Set<String>> WRITTEN_AS_LETTERS =
            Map.of("orders", Set.of(Topics.ORDERS_DOCUMENTS));

    @Test
    void theTopicsAreThoseOfTheContracts() {
        var topics = Manifests.of("production")
                .all("KafkaTopic")
                .collect(Collectors.toMap(Manifests::name, topic -> topic.path("spec")));
        assertThat(topics.keySet())
                .isEqualTo(Topics.all().stream().map(topic -> topic.name()).collect(Collectors.toSet()));
        for (var topic : Topics.all()) {
            var spec = Objects.requireNonNull(topics.get(topic.name()));
            assertThat(spec.path("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
            assertThat(spec.path("replicas").asInt()).as(topic.name()).isEqualTo(3);
            var settings = new HashMap<String, String>();
            spec.path("config")
                    .properties()
                    .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
            assertThat(settings).as(topic.name()).isEqualTo(topic.settings());
        }
    }

    @Test
    void eachServiceMayReadWhatItConsumesAndWriteWhatItPublishesAndItsDeadLetters() {
        var manifests = Manifests.of("production");
        assertThat(manifests.names("KafkaUser")).isEqualTo(new TreeSet<>(READ.keySet()));
        for (var service : READ.keySet()) {
            var user = manifests.one("KafkaUser", service);
            var written = new TreeSet<>(PUBLISHED.get(service));
            var read = new TreeSet<>(READ.get(service));
            READ.get(service).forEach(topic -> {
                written.add(Topics.deadLettersOf(topic));
                read.add(Topics.deadLettersOf(topic));
            });
            WRITTEN_AS_LETTERS
                    .getOrDefault(service, Set.of())
                    .forEach(topic -> written.add(Topics.deadLettersOf(topic)));
            assertThat(resources(user, "topic", "Read")).as(service).isEqualTo(read);
            assertThat(resources(user, "topic", "Write")).as(service).isEqualTo(written);
            assertThat(user.at("/spec/authorization/acls"))
                    .allSatisfy(
                            acl -> assertThat(acl.at("/resource/patternType").asText("literal"))
                                    .isEqualTo("literal"));
        }
    }

    /// Compares the table above with the sources: a service uses the topics that its code names.
    @Test
    void theServicesNameTheTopicsThatTheyUseAndNoOthers() throws IOException {
        for (var service : READ.keySet()) {
            var used = new TreeSet<>(READ.get(service));
            used.addAll(PUBLISHED.get(service));
            var sources = sources(service);
            assertThat(Map.of(
                            Topics.ORDERS_EVENTS, "Topics.ORDERS_EVENTS",
                            Topics.ORDERS_DOCUMENTS, "Topics.ORDERS_DOCUMENTS",
                            Topics.STOCK_LEVELS, "Topics.STOCK_LEVELS",
                            Topics.CATALOG_PRODUCTS, "Topics.CATALOG_PRODUCTS",
                            Topics.CATALOG_CATEGORIES, "Topics.CATALOG_CATEGORIES"))
                    .allSatisfy((topic, constant) -> assertThat(sources.contains(constant))
                            .as("%s names %s", service, topic)
                            .isEqualTo(used.contains(topic)));
        }
    }

    @Test
    void aServiceThatWritesDeadLettersOfItsOwnTopicMayDoSo() throws IOException {
        for (var service : READ.keySet()) {
            assertThat(sources(service).contains("deadLettersOf(Topics."))
                    .as(service)
                    .isEqualTo(WRITTEN_AS_LETTERS.containsKey(service));
        }
    }

    @Test
    void everyConsumerGroupIsOneThatTheServiceUses() throws IOException {
        for (var service : READ.keySet()) {
            var groups = resources(Manifests.of("production").one("KafkaUser", service), "group", "Read");
            assertThat(groups).hasSameSizeAs(READ.get(service));
            var sources = sources(service);
            assertThat(groups).allSatisfy(group -> assertThat(sources).contains('"' + group + '"'));
        }
    }

    @Test
    void analyticsScalesByTheLagOfItsOwnConsumers() {
        var production = Manifests.of("production");
        var groups = resources(production.one("KafkaUser", "analytics"), "group", "Read");
        var triggers = production.one("ScaledObject", "analytics").at("/spec/triggers");
        assertThat(triggers)
                .extracting(trigger -> trigger.at("/metadata/consumerGroup").asText())
                .containsExactlyInAnyOrderElementsOf(groups);
        assertThat(triggers)
                .extracting(trigger -> trigger.at("/metadata/topic").asText())
                .containsExactlyInAnyOrderElementsOf(READ.get("analytics"));
        assertThat(production
                        .one("ScaledObject", "analytics")
                        .at("/spec/maxReplicaCount")
                        .asInt())
                .isEqualTo(Topics.all().getFirst().partitions());
    }

    private static Set<String> resources(JsonNode user, String type, String operation) {
        var names = new TreeSet<String>();
        for (var acl : user.at("/spec/authorization/acls")) {
            if (acl.at("/resource/type").asText().equals(type)
                    && acl.path("operations").toString().contains('"' + operation + '"')) {
                names.add(acl.at("/resource/name").asText());
            }
        }
        return names;
    }

    private static String sources(String service) throws IOException {
        var folder = Checkout.ROOT.resolve(ServiceConfiguration.module(service)).resolve("src/main/java");
        try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Checkout::text)
                    .collect(Collectors.joining("\n"));
        }
    }
}
