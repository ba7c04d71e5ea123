package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import polystore.command.seed.Gateway;
import polystore.command.seed.Gateway.Answer;

/// An order of a product whose name is a marker, from the product's creation to the sales figures: afterwards the
/// marker has been on every connection of the stack.
///
/// @param marker name and SKU of the product; letters, digits and `-`
record MarkedOrder(LocalStack stack, String marker) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SEEN_MAX = Duration.ofSeconds(60);
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");
    private static final String SALES =
            "/v1/analytics/sales?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&interval=month&by=product";

    /// Creates, sells and counts the product.
    void walk() throws Exception {
        offer();
        var customer = as("customer");
        var lines = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1}]".formatted(marker);
        await().atMost(SEEN_MAX).until(() -> customer.post("/v1/orders:quote", lines + "}", Map.of()), Answer::ok);
        var placed =
                accepted(customer.post("/v1/orders", lines + """
                ,"shipTo":{"name":"%s","street":"Main Street 1","city":"Vienna","postalCode":"1010","country":"AT"},
                 "email":"ada@example.org"}""".formatted(marker), Map.of("Idempotency-Key", marker)));
        pay(customer, placed);
        var analyst = as("analyst");
        await().atMost(SEEN_MAX).until(() -> analyst.get(SALES).body(), sales -> sales.contains(marker));
    }

    private void offer() throws Exception {
        var staff = as("staff");
        staff.put(
                "/v1/product-types/marked",
                "{\"name\":\"Marked\",\"schema\":{\"type\":\"object\"},\"facets\":[],\"searchable\":[]}",
                NEW);
        staff.put("/v1/categories/marked", "{\"name\":\"Marked\"}", NEW);
        var product = accepted(staff.post("/v1/products", """
                {"sku":"%1$s","name":"%1$s","description":"Once around","type":"marked","category":"marked",
                 "price":{"amount":"24.50","currency":"EUR"},"attributes":{}}""".formatted(marker), Map.of()));
        accepted(staff.post("/v1/stock/movements", """
                {"movements":[{"sku":"%s","quantity":10,"reason":"delivery"}]}""".formatted(marker), Map.of()));
        accepted(staff.get("/v1/products/" + product.get("id").asText()));
    }

    private static void pay(Gateway customer, JsonNode order) throws IOException {
        var path = "/v1/orders/" + order.get("id").asText();
        accepted(customer.post(
                path + "/payment",
                "{\"amount\":" + order.get("total") + ",\"reference\":" + order.get("id") + "}",
                Map.of("If-Match", customer.get(path).etag(), "Idempotency-Key", path)));
    }

    private static JsonNode accepted(Answer answer) throws IOException {
        assertThat(answer.ok()).as("%d %s", answer.status(), answer.body()).isTrue();
        return JSON.readTree(answer.body());
    }

    private Gateway as(String role) throws Exception {
        return Gateway.of(stack.gateway(), stack.run("token", "--role", role).lastLine());
    }
}
