package polystore.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static polystore.orders.ShopClient.as;
import static polystore.orders.ShopClient.staff;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import polystore.platform.testing.TestTokens;

/// Placing orders and acting on them, over HTTP on real stores.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class OrdersIT {

    @Inject
    ShopClient shop;

    @Test
    void listsItsErrorResponsesInItsOpenApiDocument() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/v1/orders/{id}/payment'.post.responses.keySet()",
                        hasItems("200", "400", "401", "403", "404", "409", "412", "413", "422", "428", "503"))
                .body(
                        "paths.'/v1/orders/{id}/payment'.post.responses.'412'.content.'application/problem+json'.schema",
                        notNullValue())
                .body("paths.'/v1/stock/{sku}'.get.responses.keySet()", hasItem("304"))
                .body("paths.'/v1/stock/{sku}'.get.responses.keySet()", not(hasItem("401")))
                .body("components.schemas.OrderJson.properties.total.$ref", equalTo("#/components/schemas/Money"));
    }

    @Test
    void placesAnOrderAtThePriceOfThePriceBookAndReservesItsStock() {
        var sku = shop.sells("19.90", "EUR", 10);

        var order = shop.place("ada", UUID.randomUUID().toString(), sku, 3)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("status", equalTo("PLACED"))
                .body("total.amount", equalTo("59.70"))
                .body("total.currency", equalTo("EUR"))
                .body("shipTo.name", equalTo("Ada Lovelace"))
                .body("nextActions", contains("payment", "cancellation"))
                .extract();

        assertThat(order.header("Location")).isEqualTo("/v1/orders/" + order.path("id"));
        staff().get("/v1/stock/" + sku)
                .then()
                .statusCode(200)
                .body("onHand", equalTo(10))
                .body("reserved", equalTo(3))
                .body("available", equalTo(7));
    }

    @Test
    void answersARepeatedKeyWithTheSameOrderEvenAfterALaterPayment() {
        var sku = shop.sells("5.00", "EUR", 10);
        var key = UUID.randomUUID().toString();
        var first = shop.place("ada", key, sku, 1).then().statusCode(201).extract();
        shop.pay(first.path("id"), 1, "5.00").then().statusCode(200);

        var second = shop.place("ada", key, sku, 1).then().statusCode(201).extract();

        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        staff().get("/v1/stock/" + sku).then().body("reserved", equalTo(1));
    }

    /// A name in a token can be given to another user later; the subject cannot.
    @Test
    void belongsToTheSubjectOfTheTokenAndNotToItsNames() {
        var id = shop.placed("subject-1", shop.sells("5.00", "EUR", 10), 1);

        given().auth()
                .oauth2(TestTokens.with("subject-1", Map.of("upn", "ada", "preferred_username", "ada"), "customer"))
                .get("/v1/orders/" + id)
                .then()
                .statusCode(200)
                .body("customerId", equalTo("subject-1"));
        given().auth()
                .oauth2(TestTokens.with(
                        "subject-2", Map.of("upn", "subject-1", "preferred_username", "subject-1"), "customer"))
                .get("/v1/orders/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void refusesAKeyThatWasUsedWithAnotherBody() {
        var sku = shop.sells("5.00", "EUR", 10);
        var key = UUID.randomUUID().toString();
        shop.place("ada", key, sku, 1).then().statusCode(201);

        shop.place("ada", key, sku, 2)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("request/idempotency-key-reused"));
        shop.place("bob", key, sku, 2).then().statusCode(201);
    }

    @Test
    void refusesAnOrderBeyondTheStockWithoutReservingAnythingAndRepeatsTheRefusal() {
        var plenty = shop.sells("1.00", "EUR", 100);
        var little = shop.sells("1.00", "EUR", 1);
        var key = UUID.randomUUID().toString();
        var body = """
                {"lines":[{"sku":"%s","quantity":2},{"sku":"%s","quantity":2}],"shipTo":%s,"email":"a@b.c"}""".formatted(plenty, little, ShopClient.SHIP_TO);

        for (var replayed : new String[] {null, "true"}) {
            var answer = as("ada", "customer")
                    .header("Idempotency-Key", key)
                    .body(body)
                    .post("/v1/orders");
            answer.then()
                    .statusCode(422)
                    .body("type", equalTo("orders/insufficient-stock"))
                    .body("errors.path", contains("lines[1].quantity"));
            assertThat(answer.header("Idempotency-Replayed")).isEqualTo(replayed);
        }
        staff().get("/v1/stock/" + plenty).then().body("reserved", equalTo(0));
    }

    @Test
    void passesThroughAllStatusesAndRecordsTheCallerOfEach() {
        var sku = shop.sells("10.00", "EUR", 5);
        var id = shop.placed("ada", sku, 2);
        shop.pay(id, 1, "20.00").then().statusCode(200).body("status", equalTo("PAID"));
        shop.act(staff(), id, 2, "shipment", Map.of("carrier", "DHL", "trackingNumber", "42"))
                .then()
                .statusCode(200)
                .body("nextActions", contains("delivery"));
        shop.act(staff(), id, 3, "delivery", Map.of()).then().statusCode(200);
        shop.act(
                        staff(),
                        id,
                        4,
                        "return",
                        Map.of("lines", java.util.List.of(Map.of("sku", sku, "quantity", 1)), "reason", "torn"))
                .then()
                .statusCode(200)
                .body("status", equalTo("RETURNED"))
                .body("lines[0].returned", equalTo(1));

        as("ada", "customer")
                .get("/v1/orders/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.status", contains("PLACED", "PAID", "SHIPPED", "DELIVERED", "RETURNED"))
                .body("items.by", hasItem("staff:sam"));
        staff().get("/v1/stock/" + sku).then().body("onHand", equalTo(4)).body("reserved", equalTo(0));
    }

    @Test
    void checksRequestsInTheDocumentedOrder() {
        var sku = shop.sells("10.00", "EUR", 5);
        var id = shop.placed("ada", sku, 1);
        var path = "/v1/orders/" + id + "/cancellation";

        io.restassured.RestAssured.given().body("{").post(path).then().statusCode(401);
        as("ada", "analyst").body("{").post(path).then().statusCode(403);
        as("eve", "customer").body("{").post(path).then().statusCode(404);
        as("ada", "customer").body("{").post(path).then().statusCode(400);
        as("ada", "customer").body(Map.of("reason", "x")).post(path).then().statusCode(428);
        shop.act(as("ada", "customer"), id, 7, "cancellation", Map.of("reason", "x"))
                .then()
                .statusCode(412);
        shop.act(as("ada", "customer"), id, 1, "cancellation", Map.of("reason", "x"))
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
        shop.act(as("ada", "customer"), id, 2, "cancellation", Map.of("reason", "x"))
                .then()
                .statusCode(409)
                .body("type", equalTo("orders/illegal-transition"));
    }

    @Test
    void listsOrdersByCombinationsOfFilters() {
        var sku = shop.sells("1.00", "EUR", 50);
        var first = shop.placed("lister", sku, 1);
        var second = shop.placed("lister", sku, 1);
        var others = shop.placed("somebody", sku, 1);
        shop.pay(first, 1, "1.00").then().statusCode(200);

        as("lister", "customer").get("/v1/orders").then().body("items.id", contains(second, first));
        as("lister", "customer").get("/v1/orders?status=PAID").then().body("items.id", contains(first));
        staff().get("/v1/orders?sku=" + sku).then().body("items.id", contains(others, second, first));
        staff().get("/v1/orders?sku=" + sku + "&status=PAID").then().body("items.id", contains(first));
        staff().get("/v1/orders?customerId=lister&sku=" + sku).then().body("items.id", contains(second, first));
        staff().get("/v1/orders?placedFrom=2000-01-01T00:00:00Z&placedTo=2000-01-02T00:00:00Z")
                .then()
                .body("items.size()", equalTo(0));
        var page = as("lister", "customer")
                .get("/v1/orders?limit=1")
                .then()
                .statusCode(200)
                .extract();
        as("lister", "customer")
                .get("/v1/orders?limit=1&cursor=" + page.path("next"))
                .then()
                .body("items.id", contains(first));
        as("eve", "customer")
                .get("/v1/orders?cursor=" + page.path("next"))
                .then()
                .statusCode(400);
    }
}
