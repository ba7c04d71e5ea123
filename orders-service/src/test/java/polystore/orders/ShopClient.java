package polystore.orders;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import polystore.contracts.Money;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.catalog.ProductSnapshot.Offer;
import polystore.contracts.catalog.ProductSnapshot.Status;
import polystore.orders.pricebook.PostgresPriceBook;
import polystore.platform.testing.TestTokens;

/// A client of the service for tests over HTTP: fills the price book and the stock, places orders and acts on them.
@ApplicationScoped
public class ShopClient {

    static final String SHIP_TO = """
            {"name":"Ada Lovelace","street":"12 St James's Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"}""";

    private final PostgresPriceBook prices;

    ShopClient(PostgresPriceBook prices) {
        this.prices = prices;
    }

    /// A new SKU with a price and some stock.
    String sells(String amount, String currency, int units) {
        var sku = "SKU-" + UUID.randomUUID();
        prices.apply(List.of(new ProductSnapshot(
                "p-" + sku,
                1,
                Instant.now(),
                Status.PUBLISHED,
                sku,
                "Thing " + sku,
                null,
                "thing",
                "things",
                List.of(new Offer(sku, "Thing " + sku, List.of(Money.of(amount, currency)))))));
        if (units > 0) {
            move(sku, units).then().statusCode(200);
        }
        return sku;
    }

    Response move(String sku, int quantity) {
        return staff().body(Map.of("movements", List.of(Map.of("sku", sku, "quantity", quantity, "reason", "test"))))
                .post("/v1/stock/movements");
    }

    Response place(String customer, String key, String sku, int quantity) {
        return as(customer, "customer")
                .header("Idempotency-Key", key)
                .body(order(sku, quantity))
                .post("/v1/orders");
    }

    /// The id of a new order.
    String placed(String customer, String sku, int quantity) {
        return place(customer, UUID.randomUUID().toString(), sku, quantity)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    Response act(RequestSpecification who, String id, int version, String action, Object body) {
        return who.header("If-Match", "\"" + version + "\"")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/orders/" + id + "/" + action);
    }

    Response pay(String id, int version, String amount) {
        return act(
                staff(),
                id,
                version,
                "payment",
                Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reference", "pay-" + UUID.randomUUID()));
    }

    static String order(String sku, int quantity) {
        return """
                {"lines":[{"sku":"%s","quantity":%d}],"shipTo":%s,"email":"ada@example.org"}""".formatted(sku, quantity, SHIP_TO);
    }

    static RequestSpecification staff() {
        return as("sam", "staff");
    }

    static RequestSpecification as(String subject, String... roles) {
        return given().auth().oauth2(TestTokens.of(subject, roles)).contentType("application/json");
    }
}
