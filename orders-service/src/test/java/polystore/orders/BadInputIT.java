package polystore.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static polystore.orders.ShopClient.as;
import static polystore.orders.ShopClient.staff;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.platform.testing.TestTokens;

/// Invalid input is answered with a 4xx problem that names the fault, and nothing is written.
@QuarkusTest
@WithTestResource(OrdersStores.class)
class BadInputIT {

    @Inject
    ShopClient shop;

    @Inject
    AgroalDataSource database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-1 | lines[0].quantity",
                "0 | lines[0].quantity",
                "1.5 | lines[0].quantity",
                "1.0 | lines[0].quantity",
                "\"2\" | lines[0].quantity",
                "99999999999999999999 | lines[0].quantity",
                "100001 | lines[0].quantity",
                "1e2 | lines[0].quantity",
                "null | lines[0].quantity",
                "true | lines[0].quantity",
                "[1] | lines[0].quantity",
            })
    void refusesInvalidQuantities(String quantity, String path) throws SQLException {
        var sku = shop.sells("1.00", "EUR", 5);
        refused(
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%s}],\"shipTo\":%s,\"email\":\"a@b.c\"}"
                        .formatted(sku, quantity, ShopClient.SHIP_TO),
                path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"unitPrice\":{\"amount\":\"0.01\",\"currency\":\"EUR\"}` | lines[0].unitPrice",
                "`\"price\":1` | lines[0].price",
                "`\"sku\":\"TWICE\"` | `` ",
            })
    void refusesUnknownAndRepeatedFields(String extra, String path) throws SQLException {
        var sku = shop.sells("1.00", "EUR", 5);
        refused(
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1,%s}],\"shipTo\":%s,\"email\":\"a@b.c\"}"
                        .formatted(sku, extra, ShopClient.SHIP_TO),
                path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | \\u0000",
                "name | a\\ud800b",
                "street | line\\nline",
                "city | ``",
                "city | `   `",
                "postalCode | 123456789012345678901",
                "country | Germany",
                "country | ZZ",
                "country | de",
            })
    void refusesInvalidText(String field, String text) throws SQLException {
        var sku = shop.sells("1.00", "EUR", 5);
        var shipTo = ShopClient.SHIP_TO.replaceAll(
                "\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + text.replace("\\", "\\\\") + "\"");
        refused(
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}],\"shipTo\":%s,\"email\":\"a@b.c\"}"
                        .formatted(sku, shipTo),
                "shipTo." + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "[]", "\"order\"", "{} {}", "{\"lines\":", "\u0000", "{\"lines\":[]}"})
    void refusesBodiesThatAreNotAnOrder(String body) throws SQLException {
        refused(body, "");
    }

    @Test
    void acceptsTextInAnyScript() {
        var sku = shop.sells("1.00", "EUR", 5);
        var body = ShopClient.order(sku, 1).replace("Ada Lovelace", "🧑‍🚀 Ünïcödé 王小明 עברית");
        as("ada", "customer")
                .header("Idempotency-Key", "unicode")
                .body(body)
                .post("/v1/orders")
                .then()
                .statusCode(201)
                .body("shipTo.name", equalTo("🧑‍🚀 Ünïcödé 王小明 עברית"));
    }

    @Test
    void refuses201LinesAndASkuThatAppearsTwice() throws SQLException {
        var many = IntStream.range(0, 201)
                .mapToObj(i -> "{\"sku\":\"S-%d\",\"quantity\":1}".formatted(i))
                .collect(Collectors.joining(","));
        refused("{\"lines\":[%s],\"shipTo\":%s,\"email\":\"a@b.c\"}".formatted(many, ShopClient.SHIP_TO), "lines");
        var sku = shop.sells("1.00", "EUR", 5);
        var line = "{\"sku\":\"%s\",\"quantity\":1}".formatted(sku);
        refused(
                "{\"lines\":[%s,%s],\"shipTo\":%s,\"email\":\"a@b.c\"}".formatted(line, line, ShopClient.SHIP_TO),
                "lines[1].sku");
    }

    @Test
    void refusesAnUnknownSkuAndAnUnknownCurrencyByRule() {
        var sku = shop.sells("1.00", "EUR", 5);
        shop.place("ada", UUID.randomUUID().toString(), "NO-SUCH-SKU", 1)
                .then()
                .statusCode(422)
                .body("type", equalTo("orders/not-for-sale"))
                .body("errors.path", hasItem("lines[0].sku"));
        as("ada", "customer")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(ShopClient.order(sku, 1).replace("\"email\"", "\"currency\":\"XXX\",\"email\""))
                .post("/v1/orders")
                .then()
                .statusCode(422);
    }

    @Test
    void refusesRequestsWithoutAValidTokenOrRole() {
        given().body("{}").post("/v1/orders").then().statusCode(401).body("type", equalTo("request/unauthorized"));
        given().auth()
                .oauth2(TestTokens.expired("ada", "customer"))
                .body("{}")
                .post("/v1/orders")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().auth().oauth2("not.a.token").get("/v1/orders").then().statusCode(401);
        as("ada", "analyst")
                .body("{}")
                .post("/v1/orders")
                .then()
                .statusCode(403)
                .body("detail", not(emptyOrNullString()));
    }

    @Test
    void refusesABodyOverOneMebibyteAndAnOrderWithoutKey() {
        var sku = shop.sells("1.00", "EUR", 5);
        var huge = ShopClient.order(sku, 1).replace("Ada", "A".repeat(1 << 20));
        as("ada", "customer")
                .header("Idempotency-Key", "huge")
                .body(huge)
                .post("/v1/orders")
                .then()
                .statusCode(413);
        as("ada", "customer")
                .body(ShopClient.order(sku, 1))
                .post("/v1/orders")
                .then()
                .statusCode(400)
                .body("errors.path", hasItem("Idempotency-Key"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/orders?limit=0",
                "/v1/orders?limit=101",
                "/v1/orders?limit=x",
                "/v1/orders?status=LOST",
                "/v1/orders?placedFrom=yesterday",
                "/v1/orders?placedFrom=2026-02-30T00:00:00Z",
                "/v1/orders?cursor=AAAA",
                "/v1/orders?sku=%00",
                "/v1/orders?customerId=%00"
            })
    void refusesInvalidQueryParameters(String query) {
        staff().urlEncodingEnabled(false).get(query).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"})
    void acceptsTimesFarFromToday(String instant) {
        staff().urlEncodingEnabled(false)
                .get("/v1/orders?placedFrom=" + instant + "&placedTo=" + instant)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/orders/1", "/v1/orders/%00", "/v1/stock/%00", "/v1/stock/none", "/v1/nothing", "/nothing"})
    void answers404WithAProblem(String path) {
        staff().urlEncodingEnabled(false).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    private void refused(String body, String path) throws SQLException {
        var before = rows();
        var answer = as("ada", "customer")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/orders");
        answer.then().statusCode(400).contentType("application/problem+json").body("detail", not(emptyOrNullString()));
        if (!path.isEmpty()) {
            answer.then().body("errors.path", hasItem(path));
        }
        assertThat(rows()).isEqualTo(before);
    }

    private long rows() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select (select count(*) from orders) + (select count(*) from idempotency)"
                                + " + (select count(*) from outbox) + (select coalesce(sum(reserved), 0) from stock)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
