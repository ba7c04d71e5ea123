package polystore.analytics;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import polystore.contracts.Topics;

/// The dead letters of both consumers over HTTP: those parked in PostgreSQL and those in the dead-letter topic.
@QuarkusTest
@WithTestResource(AnalyticsStores.class)
class DeadLettersIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String MEASURES = "/v1/dead-letters/analytics/analytics-measures";
    private static final String DOCUMENTS = "/v1/dead-letters/analytics/analytics-documents";
    private static final String REASON = "{\"reason\":\"mended\"}";

    @Test
    void onlyOperatorsSeeThem() {
        for (var role : new String[] {"customer", "staff", "analyst"}) {
            as(role).get(MEASURES).then().statusCode(403);
            as(role).body(REASON).post(MEASURES + "/0-0/discard").then().statusCode(403);
        }
        given().get(MEASURES).then().statusCode(401);
    }

    @Test
    void showsParkedRecordsWithEveryByteAndDiscardsThem() throws Exception {
        var key = UUID.randomUUID().toString();
        publish(Topics.ORDERS_EVENTS, key, new byte[] {0, (byte) 0xff});
        publish(Topics.ORDERS_EVENTS, key, new byte[] {'2'});
        var id = idOf(MEASURES, key);

        operator(MEASURES + "?key=" + key)
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].topic", equalTo(Topics.ORDERS_EVENTS))
                .body("items[0].cause", containsString("ce_id"));
        await().atMost(WITHIN)
                .until(() -> operator(MEASURES + "/" + id)
                        .extract()
                        .path("letter.waiting")
                        .equals(1));
        operator(MEASURES + "/" + id)
                .body("letter.key", equalTo(key))
                .body("body.base64", equalTo("AP8="))
                .body("body.text", nullValue());

        decide(MEASURES + "/" + id + "/replay", REASON)
                .statusCode(409)
                .body("type", equalTo("dead-letters/still-faulty"))
                .body("detail", containsString("ce_id"));
        decide(MEASURES + "/" + id + "/discard", "{\"reason\":\"no event\",\"dryRun\":true}")
                .statusCode(200)
                .body("dryRun", equalTo(true));
        operator(MEASURES + "/" + id).statusCode(200);
        decide(MEASURES + "/" + id + "/discard", "{\"reason\":\"no event\"}")
                .statusCode(200)
                .body("left", equalTo(1))
                .body("cause", containsString("ce_id"));
        operator(MEASURES + "/" + id).statusCode(404);
        operator(MEASURES + "/decisions").body("items.find { it.key == '" + key + "' }.reason", equalTo("no event"));
    }

    @Test
    void discardsLettersOfTheDeadLetterTopic() throws Exception {
        var key = UUID.randomUUID().toString();
        publish(Topics.ORDERS_DOCUMENTS, key, new byte[] {'{'});
        var id = idOf(DOCUMENTS, key);

        operator(DOCUMENTS + "/" + id).body("body.text", equalTo("{")).body("letter.attempts", equalTo(1));
        decide(DOCUMENTS + "/" + id + "/replay", REASON).statusCode(409);
        decide(DOCUMENTS + "/" + id + "/discard", "{\"reason\":\"no document\"}")
                .statusCode(200);
        operator(DOCUMENTS + "/" + id).statusCode(404);
        await().atMost(WITHIN)
                .until(() ->
                        operator(DOCUMENTS + "/decisions").extract().asString().contains(key));
        operator(DOCUMENTS + "/decisions")
                .body("items.find { it.key == '" + key + "' }.by", equalTo("somebody"))
                .body("items.find { it.key == '" + key + "' }.decision", equalTo("discarded"));
    }

    @Test
    void countsThemPerConsumerInTheListInTheMetricsAndInTheHealth() throws Exception {
        var key = UUID.randomUUID().toString();
        publish(Topics.ORDERS_DOCUMENTS, key, new byte[] {'{'});
        idOf(DOCUMENTS, key);

        operator("/v1/dead-letters/analytics")
                .statusCode(200)
                .body(
                        "items.consumer",
                        containsInAnyOrder("analytics-measures", "analytics-documents", "analytics-categories"))
                .body("items.running", contains(true, true, true));
        await().atMost(WITHIN).until(() -> metric("polystore_dead_letters_open", "analytics-documents") >= 1);
        await().atMost(WITHIN)
                .until(() -> metric("polystore_dead_letters_oldest_age_seconds", "analytics-documents") > 0);
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Dead letters"))
                .body("checks.find { it.name == 'Dead letters' }.data.'analytics-documents'", containsString("dead"));
    }

    @Test
    void namesWhatIsWrong() {
        operator("/v1/dead-letters/orders").statusCode(404);
        operator("/v1/dead-letters/analytics/nobody")
                .statusCode(404)
                .body("detail", containsString("analytics-measures"));
        operator(MEASURES + "/5").statusCode(404);
        operator(MEASURES + "?limit=0").statusCode(400);
        operator(MEASURES + "?cursor=x").statusCode(400);
        decide(MEASURES + "/0-999999/discard", REASON).statusCode(404);
    }

    @Test
    void aDecisionNeedsAReason() throws Exception {
        var key = UUID.randomUUID().toString();
        publish(Topics.ORDERS_DOCUMENTS, key, new byte[] {'{'});
        var id = idOf(DOCUMENTS, key);

        decide(DOCUMENTS + "/" + id + "/discard", "{}").statusCode(400).body("errors[0].path", startsWith("reason"));
        decide(DOCUMENTS + "/" + id + "/discard", "{\"reason\":\"x\",\"force\":true}")
                .statusCode(400);
    }

    private static String idOf(String consumer, String key) {
        return await().atMost(WITHIN)
                .until(
                        () -> operator(consumer + "?key=" + key).extract().<String>path("items[0].id"),
                        it -> it != null);
    }

    private static double metric(String name, String group) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(it -> it.startsWith(name + "{") && it.contains("\"" + group + "\""))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    private static void publish(String topic, String key, byte[] body) throws Exception {
        try (var publisher = new Publisher()) {
            publisher.publishRaw(topic, key, body);
        }
    }

    private static ValidatableResponse operator(String path) {
        return as("operator").get(path).then();
    }

    private static ValidatableResponse decide(String path, String body) {
        return as("operator")
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(AnalyticsStores.token(role));
    }
}
