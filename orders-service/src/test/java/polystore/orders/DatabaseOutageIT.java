package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static polystore.orders.ShopClient.as;
import static polystore.orders.ShopClient.staff;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TcpProxy;

/// While PostgreSQL is unavailable, responses are 503 with `Retry-After`; afterwards the service continues without a
/// restart, with nothing lost and nothing written twice.
@QuarkusTest
@WithTestResource(StoresBehindProxy.class)
class DatabaseOutageIT {

    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    @Inject
    ShopClient shop;

    @AfterEach
    void restore() {
        TcpProxy.restore(StoresBehindProxy.POSTGRES);
    }

    @Test
    void answers503ForEveryCallAndRecoversByItself() {
        var sku = shop.sells("2.00", "EUR", 5);
        var before = shop.placed("ada", sku, 1);
        var key = UUID.randomUUID().toString();

        TcpProxy.cut(StoresBehindProxy.POSTGRES);
        var refused = shop.place("ada", key, sku, 1);
        refused.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("service/database-unavailable"));
        assertThat(refused.header("Retry-After")).isNotNull();
        as("ada", "customer").get("/v1/orders/" + before).then().statusCode(503);
        as("ada", "customer").get("/v1/orders").then().statusCode(503);
        staff().get("/v1/stock/" + sku).then().statusCode(503);

        TcpProxy.restore(StoresBehindProxy.POSTGRES);
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> shop.place("ada", key, sku, 1).then().statusCode(201));
        shop.place("ada", key, sku, 1).then().statusCode(201).header("Idempotency-Replayed", "true");
        staff().get("/v1/stock/" + sku).then().body("reserved", equalTo(2));
    }

    /// The network timeout ends the call; without it the call would outlast the limit of this test.
    @Test
    void answers503AlsoWhenTheServerDoesNotAnswer() {
        var sku = shop.sells("2.00", "EUR", 5);

        TcpProxy.stall(StoresBehindProxy.POSTGRES);
        var answer = assertTimeoutPreemptively(
                Duration.ofSeconds(15),
                () -> shop.place("ada", "silent", sku, 1).statusCode());
        assertThat(answer).isEqualTo(503);

        TcpProxy.restore(StoresBehindProxy.POSTGRES);
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> shop.place("ada", "silent", sku, 1).then().statusCode(201));
        await().atMost(WAIT_MAX)
                .untilAsserted(() -> staff().get("/v1/stock/" + sku).then().body("reserved", equalTo(1)));
    }
}
