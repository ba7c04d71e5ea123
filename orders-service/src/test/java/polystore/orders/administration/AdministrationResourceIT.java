package polystore.orders.administration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polystore.orders.OrdersStores;
import polystore.orders.histories.TestShop;
import polystore.orders.placing.Cart;
import polystore.orders.placing.Placement;
import polystore.platform.testing.TestTokens;

@QuarkusTest
@WithTestResource(OrdersStores.class)
class AdministrationResourceIT {

    private static final UUID EVENT = UUID.fromString("01890000-0000-7000-8000-0000000000e1");
    private static final UUID ORDER = UUID.fromString("01890000-0000-7000-8000-0000000000a1");

    @Inject
    TestShop shop;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void removeParkedEvents() {
        jdbi.useHandle(handle -> handle.execute("delete from outbox_parked where id < 0"));
    }

    @Test
    void listsParkedEventsInPagesOldestFirst() {
        for (var id = -3; id < 0; id++) {
            park(id, id == -3 ? ORDER : UUID.randomUUID());
        }

        var first = get("/outbox/parked?limit=2");
        first.then()
                .statusCode(200)
                .body("items.size()", equalTo(2))
                .body("items[0].eventId", equalTo(EVENT.toString()))
                .body("items[0].orderId", equalTo(ORDER.toString()))
                .body("items[0].version", equalTo(7))
                .body("items[0].type", equalTo("polystore.orders.OrderPaid"))
                .body("items[0].cause", equalTo("too large for Kafka"))
                .header("Link", containsString("/v1/admin/outbox/parked?"));
        assertThat(Instant.parse(first.path("items[0].at"))).isEqualTo("2026-01-02T03:04:05Z");
        get("/outbox/parked?limit=2&cursor=" + first.path("next"))
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items.eventId", not(hasItem(EVENT.toString())));
    }

    @Test
    void listsCustomersKeysWithoutTheKeysThemselves() {
        var sku = shop.sells("ADMIN-", "1.00", 5);
        var customer = "admin-" + sku;
        shop.place(TestShop.command(customer, "key", new Cart.Line(sku, 1)), Instant.now());

        var keys = everything("/customer-keys", "items");

        assertThat(keys)
                .anySatisfy(key -> assertThat(key.toString())
                        .contains("customerId=" + customer, "masterKey=k1", "createdAt=")
                        .doesNotContain("wrapped"));
    }

    @Test
    void listsThePartitionsOfTheOutbox() {
        var today = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.BASIC_ISO_DATE);

        get("/outbox/partitions?limit=100")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("outbox_" + today))
                .body("items.find { it.name == 'outbox_" + today + "' }.bytes > 0", equalTo(true));
    }

    @Test
    void listsTheStockOfAllSkus() {
        var sku = shop.sells("ADMIN-", "1.00", 5);
        shop.place(TestShop.command("stock-" + sku, "key", new Cart.Line(sku, 2)), Instant.now());

        assertThat(everything("/stock", "items"))
                .contains(Map.of("sku", sku, "onHand", 5, "reserved", 2, "available", 3, "band", "LOW", "version", 3));
    }

    @Test
    void showsADocumentBesideItsRowsAndHasItPublishedAgain() {
        var sku = shop.sells("ADMIN-", "1.50", 5);
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var placed =
                (Placement.Accepted) shop.place(TestShop.command("beside-" + sku, "key", new Cart.Line(sku, 2)), now);
        var order = placed.order().facts().id();

        get("/transformers")
                .then()
                .statusCode(200)
                .body("items[0].mapping", equalTo("orders"))
                .body("items[0].root", equalTo("orders"))
                .body("items[0].topic", equalTo("orders.documents.v1"))
                .body("items[0].newest", hasItem(order.toString()));
        get("/transformers/orders/documents/" + order)
                .then()
                .statusCode(200)
                .body("refused", nullValue())
                .body("document.orderId", equalTo(order.toString()))
                .body("document.items[0].sku", equalTo(sku))
                .body("tables.table", equalTo(List.of("order_history", "order_line", "orders")))
                .body("tables[1].rows[0].sku", equalTo(sku))
                .body("tables[2].rows[0].ship_country", equalTo("GB"));
        post("/transformers/orders/documents/" + order + "/publication").then().statusCode(202);
        var unknown = "/transformers/orders/documents/" + UUID.randomUUID();
        get(unknown).then().statusCode(404).body("type", equalTo("orders/not-found"));
        post(unknown + "/publication").then().statusCode(404);
        int requests = jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from outbox where type = 'DocumentRequested' and aggregate = :order")
                .bind("order", order)
                .mapTo(Integer.class)
                .one());
        assertThat(requests).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/outbox/parked", "/customer-keys", "/outbox/partitions", "/stock"})
    void refusesACursorOfAnotherList(String path) {
        get(path + "?cursor=AAAA").then().statusCode(400);
        get(path + "?limit=0").then().statusCode(400);
    }

    private List<Object> everything(String path, String items) {
        var all = new ArrayList<Object>();
        for (String cursor = ""; cursor != null; ) {
            var page = get(path + "?limit=100" + cursor);
            all.addAll(page.jsonPath().getList(items));
            String next = page.path("next");
            cursor = next == null ? null : "&cursor=" + next;
        }
        return all;
    }

    private static Response get(String path) {
        return given().auth().oauth2(TestTokens.of("olga", "operator")).get("/v1/admin" + path);
    }

    private static Response post(String path) {
        return given().auth().oauth2(TestTokens.of("olga", "operator")).post("/v1/admin" + path);
    }

    private void park(long id, UUID order) {
        jdbi.useHandle(handle -> handle.execute("""
            insert into outbox_parked (id, event_id, aggregate, version, type, payload, at, cause)
            values (?, ?, ?, 7, 'polystore.orders.OrderPaid', '{}', '2026-01-02T03:04:05Z', 'too large for Kafka')\
            """, id, id == -3 ? EVENT : UUID.randomUUID(), order));
    }
}
