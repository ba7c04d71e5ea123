package polystore.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderPaid;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.platform.testing.TestTokens;

@QuarkusTest
@WithTestResource(AnalyticsStores.class)
class StreamIT {

    private static final String BEGINNING = "0.0-1.0-2.0-3.0-4.0-5.0";
    private static final Instant AT = Instant.parse("2025-07-01T08:00:00Z");
    private static final Money TOTAL = Money.of("1.00", "EUR");

    @Test
    void tellsEventsFromWhereTheListenerLeftOff() throws Exception {
        var order = UUID.randomUUID();
        try (var publisher = new Publisher()) {
            var line = new Line(1, "s", "p", "n", null, 1, TOTAL, TOTAL);
            publisher.publish(
                    new OrderPlaced(order, 1, AT, "c", TOTAL, List.of(line), new Destination("Graz", "AT"), AT));
            publisher.publish(new OrderPaid(order, 2, AT, "c", TOTAL, TOTAL));
        }

        var heard = Listening.until(BEGINNING, paid(order));
        var placed = Listening.indexOf(heard, "OrderPlaced", order.toString());
        assertThat(heard.get(placed)).contains("\"total\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}");

        var resumed = Listening.until(Listening.idOf(heard, placed), paid(order));
        assertThat(resumed).noneMatch(it -> it.contains("OrderPlaced") && it.contains(order.toString()));
    }

    @Test
    void endsWithTheToken() throws Exception {
        var inTwoSeconds = Instant.now().getEpochSecond() + 2;

        var heard = Listening.untilTheEnd(TestTokens.with("somebody", Map.of("exp", inTwoSeconds), "analyst"));

        assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(inTwoSeconds);
        assertThat(heard)
                .filteredOn(it -> !it.isBlank() && !it.startsWith("id:"))
                .last()
                .asString()
                .contains("token has expired");
    }

    @Test
    void refusesWhoMayNotAndAnIdThatIsNotItsOwn() {
        as("analyst")
                .header("Last-Event-ID", "no")
                .get("/v1/analytics/stream")
                .then()
                .statusCode(400);
        as("customer").get("/v1/analytics/stream").then().statusCode(403);
    }

    private static Predicate<List<String>> paid(UUID order) {
        return lines -> lines.stream().anyMatch(it -> it.contains("OrderPaid") && it.contains(order.toString()));
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(AnalyticsStores.token(role));
    }
}
