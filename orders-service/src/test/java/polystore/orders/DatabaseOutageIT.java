package polystore.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static polystore.orders.Shop.as;
import static polystore.orders.Shop.staff;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TcpProxy;

/// PostgreSQL goes away and comes back: 503 with a time to return, nothing lost, nothing doubled, no restart.
@QuarkusTest
@WithTestResource(CutOffStores.class)
class DatabaseAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Shop shop;

    @AfterEach
    void restore() {
        TcpProxy.restore(CutOffStores.POSTGRES);
    }

    @Test
    void answers503ForEveryCallAndGoesOnByItself() {
        var sku = shop.sells("2.00", "EUR", 5);
        var before = shop.placed("ada", sku, 1);
        var key = UUID.randomUUID().toString();

        TcpProxy.cut(CutOffStores.POSTGRES);
        var refused = shop.place("ada", key, sku, 1);
        refused.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("service/database-unavailable"));
        assertThat(refused.header("Retry-After")).isNotNull();
        as("ada", "customer").get("/v1/orders/" + before).then().statusCode(503);
        as("ada", "customer").get("/v1/orders").then().statusCode(503);
        staff().get("/v1/stock/" + sku).then().statusCode(503);

        TcpProxy.restore(CutOffStores.POSTGRES);
        await().atMost(PATIENCE)
                .untilAsserted(() -> shop.place("ada", key, sku, 1).then().statusCode(201));
        shop.place("ada", key, sku, 1).then().statusCode(201).header("Idempotency-Replayed", "true");
        staff().get("/v1/stock/" + sku).then().body("reserved", equalTo(2));
    }

    /// The network timeout is what ends the wait: without it the call would outlast this test's patience.
    @Test
    void answers503WhenTheServerIsSilentToo() {
        var sku = shop.sells("2.00", "EUR", 5);

        TcpProxy.stall(CutOffStores.POSTGRES);
        var answer = assertTimeoutPreemptively(
                Duration.ofSeconds(15),
                () -> shop.place("ada", "silent", sku, 1).statusCode());
        assertThat(answer).isEqualTo(503);

        TcpProxy.restore(CutOffStores.POSTGRES);
        await().atMost(PATIENCE)
                .untilAsserted(() -> shop.place("ada", "silent", sku, 1).then().statusCode(201));
        await().atMost(PATIENCE)
                .untilAsserted(() -> staff().get("/v1/stock/" + sku).then().body("reserved", equalTo(1)));
    }
}
