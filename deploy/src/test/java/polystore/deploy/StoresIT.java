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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The databases have the roles that the services sign in as, with no more rights than they need.
class StoresIT {
    static final List<String> OVERLAYS = Manifests.OVERLAYS;

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void eachDatabaseOfPostgresqlHasAnOwnerAnApplicationAndAReader(String overlay) {
        for (var service : List.of("orders", "analytics")) {
            var spec = Manifests.of(overlay).one("Cluster", service + "-db").path("spec");
            assertThat(spec.at("/bootstrap/initdb/owner").asText()).isEqualTo(service + "_owner");
            assertThat(spec.at("/managed/roles"))
                    .extracting(role -> role.path("name").asText())
                    .containsExactly(service + "_app", service + "_read");
            assertThat(spec.at("/managed/roles"))
                    .allSatisfy(role -> assertThat(role.path("superuser").asBoolean()
                                    || role.path("createdb").asBoolean())
                            .isFalse());
            assertThat(spec.path("enableSuperuserAccess").asBoolean()).isFalse();
        }
    }

    /// The same rights as in the local stack, statement by statement.
    @Test
    void theRightsInPostgresqlAreThoseOfTheLocalStack() {
        var local = Checkout.text(
                        Checkout.ROOT.resolve("local/stores/src/main/java/polystore/stores/ServiceDatabase.java"))
                .replaceAll("\" \\+ name \\+ \"", "orders")
                .replaceAll("\" \\+ owner\\.user\\(\\) \\+ \"", "orders_owner")
                .replaceAll("\" \\+ application\\.user\\(\\)( \\+ \", \" \\+ )?", "orders_app\"$1");
        for (var statement : Manifests.of("production")
                .one("Cluster", "orders-db")
                .at("/spec/bootstrap/initdb/postInitApplicationSQL")) {
            var sql = statement.asText();
            if (sql.contains("default privileges")) {
                var granted = sql.replaceAll(".* grant (.*) to .*", "$1");
                assertThat(local).as(sql).contains(granted + " to ");
            } else if (!sql.startsWith("create role")) {
                assertThat(local).as(sql).contains(sql.replaceAll("(orders_\\w+|orders).*", ""));
            }
        }
    }

    @Test
    void theRightsInMongodbFollowTheMigrations() throws IOException {
        var roles =
                Manifests.of("production").one("MongoDBCommunity", "mongodb").at("/spec/security/roles");
        for (var service : List.of("catalog", "analytics")) {
            var privileges = one(roles, "db", service).path("privileges");
            assertThat(collections(privileges, "insert")).as(service).isEqualTo(declared(service));
            assertThat(privileges)
                    .allSatisfy(privilege ->
                            assertThat(privilege.at("/resource/db").asText()).isEqualTo(service));
            assertThat(privileges.toString()).doesNotContain("create", "drop", "Index\"", "anyResource");
        }
    }

    @Test
    void mongodbHasAUserForEachServiceAndAnOwnerForItsMigrations() {
        var users =
                Manifests.of("production").one("MongoDBCommunity", "mongodb").at("/spec/users");
        assertThat(users)
                .extracting(user -> user.path("name").asText() + " "
                        + user.at("/roles/0/name").asText() + " "
                        + user.at("/roles/0/db").asText())
                .containsExactlyInAnyOrder(
                        "catalog application catalog",
                        "catalog-owner dbOwner catalog",
                        "analytics application analytics",
                        "analytics-owner dbOwner analytics");
    }

    @Test
    void redisKeepsNothingAndSpeaksOnlyTls() {
        var arguments = Manifests.of("production")
                .one("Deployment", "redis")
                .at("/spec/template/spec/containers/0/args")
                .toString();
        assertThat(arguments)
                .contains("\"--save\",\"\"", "\"--appendonly\",\"no\"", "\"--port\",\"0\"", "\"--maxmemory\"");
    }

    @ParameterizedTest
    @FieldSource("OVERLAYS")
    void kafkaAndMongodbAskForTlsAndAPassword(String overlay) {
        var kafka = Manifests.of(overlay).one("Kafka", "kafka").at("/spec/kafka");
        assertThat(kafka.path("listeners")).singleElement().satisfies(listener -> {
            assertThat(listener.path("tls").asBoolean()).isTrue();
            assertThat(listener.at("/authentication/type").asText()).isEqualTo("scram-sha-512");
        });
        assertThat(kafka.at("/authorization/type").asText()).isEqualTo("simple");
        var mongo = Manifests.of(overlay).one("MongoDBCommunity", "mongodb").at("/spec/security");
        assertThat(mongo.at("/tls/enabled").asBoolean()).isTrue();
        assertThat(mongo.at("/authentication/modes/0").asText()).isEqualTo("SCRAM");
    }

    private static JsonNode one(JsonNode list, String field, String value) {
        for (var item : list) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("None has " + field + " " + value);
    }

    private static Set<String> collections(JsonNode privileges, String action) {
        var collections = new TreeSet<String>();
        for (var privilege : privileges) {
            if (privilege.path("actions").toString().contains('"' + action + '"')) {
                collections.add(privilege.at("/resource/collection").asText());
            }
        }
        return collections;
    }

    private static Set<String> declared(String service) throws IOException {
        var folder =
                Checkout.ROOT.resolve(ServiceConfiguration.module(service)).resolve("src/main/resources/migration");
        var declared = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).collect(Collectors.toList())) {
                new ObjectMapper()
                        .readTree(Checkout.text(file))
                        .findValues("createCollection")
                        .forEach(change ->
                                declared.add(change.path("collectionName").asText()));
            }
        }
        return declared;
    }
}
