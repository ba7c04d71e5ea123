package polystore.orders;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static polystore.orders.ShopClient.staff;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// As [BadInputIT], for actions on orders and movements of stock.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class BadActionsIT {

    @Inject
    ShopClient shop;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sku\":\"A\",\"quantity\":0,\"reason\":\"r\"} | movements[0].quantity",
                "{\"sku\":\"A\",\"quantity\":1.5,\"reason\":\"r\"} | movements[0].quantity",
                "{\"sku\":\"A\",\"quantity\":1000000001,\"reason\":\"r\"} | movements[0].quantity",
                "{\"sku\":\"A\",\"quantity\":-99999999999999999999,\"reason\":\"r\"} | movements[0].quantity",
                "{\"sku\":\"a b\",\"quantity\":1,\"reason\":\"r\"} | movements[0].sku",
                "{\"sku\":\"A\",\"quantity\":1} | movements[0].reason",
                "{\"sku\":\"A\",\"quantity\":1,\"reason\":\"a\\u0000b\"} | movements[0].reason",
                "{\"sku\":\"A\",\"quantity\":1,\"reason\":\"r\",\"reference\":\"\\ud800\"} | movements[0].reference",
                "{\"sku\":\"A\",\"quantity\":1,\"reason\":\"r\",\"onHand\":5} | movements[0].onHand",
            })
    void refusesInvalidMovements(String movement, String path) {
        staff().body("{\"movements\":[" + movement + "]}")
                .post("/v1/stock/movements")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.path", hasItem(path));
        staff().get("/v1/stock/A").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "payment | {\"reference\":\"r\"} | amount",
                "payment | {\"reference\":\"a b\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}} | reference",
                "payment | {\"reference\":\"r\",\"amount\":{\"amount\":\"1e400\",\"currency\":\"EUR\"}} | amount",
                "payment | {\"reference\":\"r\",\"amount\":{\"amount\":\"1.00\",\"currency\":\"\\u0000\"}} | amount",
                "payment | {\"reference\":\"r\",\"amount\":{\"amount\":1.00,\"currency\":\"EUR\"}} | amount.amount",
                "cancellation | {\"reason\":\"a\\u0000b\"} | reason",
                "cancellation | {} | reason",
                "shipment | {\"carrier\":\"DHL\",\"trackingNumber\":\"\\ud800\"} | trackingNumber",
                "delivery | {\"at\":\"now\"} | at",
                "return | {\"lines\":[{\"sku\":\"A\",\"quantity\":0}],\"reason\":\"r\"} | lines[0].quantity",
                "return | {\"lines\":[],\"reason\":\"r\"} | lines",
                "return | {\"lines\":[null],\"reason\":\"r\"} | lines[0]",
            })
    void refusesInvalidActions(String action, String body, String path) {
        var id = shop.placed("ada", shop.sells("1.00", "EUR", 5), 1);

        shop.act(staff(), id, 1, action, body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.path", hasItem(path));
        staff().get("/v1/orders/" + id).then().body("version", equalTo(1));
    }

    @Test
    void refusesPaymentsThatAreNotTheTotal() {
        var sku = shop.sells("10.00", "EUR", 5);
        var id = shop.placed("ada", sku, 1);
        shop.pay(id, 1, "9.99").then().statusCode(422).body("type", equalTo("payments/amount-mismatch"));
        shop.pay(id, 1, "10.01").then().statusCode(422);
        shop.pay(id, 1, "10.001").then().statusCode(400).body("errors.path", hasItem("amount"));
        var other = shop.placed("ada", sku, 1);
        var money = Map.of("amount", "10.00", "currency", "EUR");
        var paid = Map.of("amount", money, "reference", "ref-1");
        shop.act(staff(), id, 1, "payment", paid).then().statusCode(200);
        shop.act(staff(), id, 1, "payment", paid).then().statusCode(200).header("Idempotency-Replayed", "true");
        var less = Map.of("amount", Map.of("amount", "9.00", "currency", "EUR"), "reference", "ref-1");
        shop.act(staff(), id, 2, "payment", less)
                .then()
                .statusCode(422)
                .body("type", equalTo("payments/amount-mismatch"));
        shop.act(staff(), other, 1, "payment", paid)
                .then()
                .statusCode(422)
                .body("type", equalTo("payments/reference-used"));
    }
}
