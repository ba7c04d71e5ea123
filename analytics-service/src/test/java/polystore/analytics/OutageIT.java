package polystore.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.contracts.Mark;
import polystore.contracts.Money;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderEvent.Destination;
import polystore.contracts.orders.OrderEvent.Line;
import polystore.contracts.orders.OrderEvent.OrderPlaced;
import polystore.contracts.orders.OrderStatus;
import polystore.platform.testing.TcpProxy;

/// A store goes away and comes back: callers hear it at once, nothing is lost, nobody has to do anything.
@QuarkusTest
@WithTestResource(AnalyticsStores.class)
class OutageIT {
    /// A service that waits for a store without a bound lets this client's timeout fail the test.
    private static final RestAssuredConfig BOUNDED = RestAssuredConfig.config()
            .httpClient(HttpClientConfig.httpClientConfig().setParam("http.socket.timeout", 10_000));

    private static final Instant AT = Instant.parse("2025-06-01T08:00:00Z");
    private static final Money TOTAL = Money.of("1.00", "EUR");
    private static final String SALES = "/v1/analytics/sales?from=2025-06-01T00:00:00Z&to=2025-06-02T00:00:00Z";

    @AfterEach
    void plugIn() {
        TcpProxy.restore("postgres");
        TcpProxy.restore("mongo");
    }

    @Test
    void withoutPostgresItAnswers503AndCatchesUpAfterwards() throws Exception {
        var before = placed();
        TcpProxy.cut("postgres");
        assertUnavailableSoon(SALES);
        try (var publisher = new Publisher()) {
            var line = new Line(1, "s", "p", "n", null, 1, TOTAL, TOTAL);
            publisher.publish(new OrderPlaced(
                    UUID.randomUUID(), 1, AT, "c", TOTAL, List.of(line), new Destination("Graz", "AT"), AT));
        }
        TcpProxy.restore("postgres");

        await(() -> get(SALES).statusCode() == 200 && placed() == before + 1);
    }

    @Test
    void withoutMongoItAnswers503AndCatchesUpAfterwards() throws Exception {
        var id = UUID.randomUUID();
        TcpProxy.cut("mongo");
        assertUnavailableSoon("/v1/analytics/orders/" + id);
        try (var publisher = new Publisher()) {
            var item = new OrderDocument.Item(1, "s", "p", "n", null, 1, 0, TOTAL, TOTAL);
            var step = new OrderDocument.Step(OrderStatus.PLACED, 1, AT);
            publisher.publish(new OrderDocument(
                    new Mark(9, 1),
                    id,
                    1,
                    OrderStatus.PLACED,
                    AT,
                    "c",
                    List.of(item),
                    TOTAL,
                    new Destination("Graz", "AT"),
                    null,
                    null,
                    null,
                    List.of(step)));
        }
        TcpProxy.restore("mongo");

        await(() -> get("/v1/analytics/orders/" + id).statusCode() == 200);
    }

    private static void assertUnavailableSoon(String path) {
        TestClock.pause(100);
        get(path)
                .then()
                .statusCode(503)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", equalTo("2"));
    }

    private static int placed() {
        List<Integer> placed = get(SALES).jsonPath().getList("rows.placed");
        return placed == null ? -1 : placed.stream().mapToInt(it -> it).sum();
    }

    private static io.restassured.response.Response get(String path) {
        return given().config(BOUNDED)
                .auth()
                .oauth2(AnalyticsStores.token("analyst"))
                .get(path);
    }

    private static void await(BooleanSupplier condition) {
        for (var i = 0; i < 200 && !condition.getAsBoolean(); i++) {
            TestClock.pause(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static final class TestClock {
        static void pause(long ms) {
            try {
                TimeUnit.MILLISECONDS.sleep(ms);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
