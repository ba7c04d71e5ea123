package polystore.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static polystore.analytics.UnmigratedStores.remembered;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import polystore.platform.persistence.migration.MongoMigration;
import polystore.platform.persistence.migration.PostgresMigration;

/// The service on databases that nobody has migrated.
@QuarkusTest
@WithTestResource(UnmigratedStores.class)
class UnmigratedIT {

    @Test
    void theServiceIsUnreadyWithTheNamesOfWhatIsMissingAndGetsReadyByItself() {
        var unready = given().get("/q/health/ready");
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.asString())
                .contains("migration V1__expand_facts_and_measures.sql", "table order_fact", "index order_fact_paid")
                .contains("migration 001-orders", "collection orders.tombstones")
                .contains("java -jar quarkus-run.jar migrate");
        assertThat(runningConsumers()).hasSize(3).allMatch(it -> it.endsWith(" 0.0"));

        new PostgresMigration(
                        remembered("postgres"), remembered("owner"), remembered("password"), remembered("application"))
                .run();
        assertThat(given().get("/q/health/ready").asString())
                .contains("collection orders")
                .doesNotContain("order_fact");
        assertThat(runningConsumers()).allMatch(it -> it.endsWith(" 0.0"));

        MongoMigration.run(remembered("mongo"), remembered("documents"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var ready = given().get("/q/health/ready");
            assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(200);
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> runningConsumers().allMatch(it -> it.endsWith(" 1.0")));
    }

    private static Stream<String> runningConsumers() {
        return given().get("/q/metrics").asString().lines().filter(it -> it.startsWith("polystore_consumer_running{"));
    }
}
