package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.seed.Gateway;
import polystore.command.seed.Gateway.Answer;
import polystore.stores.ServerProcess;

/// One order through all services as processes, from the product's first document to the sales figures; and the
/// responses to invalid input.
@ExtendWith(WholeStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS_MAX = 30;
    private static final Map<String, String> NEW = Map.of("If-None-Match", "*");

    private final LocalStack stack;
    private final Map<String, String> tokens = new HashMap<>();

    WalkIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void theBenchmarkOfOrdersRunsInItsShortForm() throws Exception {
        assumeThat(ServerProcess.onPath("pgbench")).as("pgbench").isPresent();
        var bench = stack.run("bench", "orders", "--short");
        assertThat(bench.code()).as(bench.output()).isZero();
        assertThat(bench.output())
                .containsPattern("\n +1 \\| +\\d+ \\| +\\d+ \\|")
                .containsPattern("\n +16 \\| ");
    }

    @Test
    void theBenchmarkOfTheCatalogRunsInItsShortForm() throws Exception {
        var bench = stack.run("bench", "catalog", "--short");
        assertThat(bench.code()).as(bench.output()).isZero();
        assertThat(bench.output()).containsPattern("\n +1 \\| +\\d+ \\|").containsPattern("\n +16 \\| ");
    }

    @Test
    void theBenchmarkOfAnalyticsRunsInItsShortForm() throws Exception {
        var bench = stack.run("bench", "analytics", "--short");
        assertThat(bench.code()).as(bench.output()).isZero();
        assertThat(bench.output())
                .containsPattern("round 1: consumed [\\d,]+ events/s; statements alone [\\d,]+ events/s; ratio")
                .containsPattern("Kafka's consumer tool, which stores nothing, [1-9][\\d,]* events/s")
                .contains("40 of 40 orders visible")
                .containsPattern("a month of sales by product and day: [1-9]\\d* rows")
                .contains("two years of sales by month with unique customers: 24 rows")
                .contains("a customer: 1 rows");
    }

    @Test
    void anOrderIsPlacedOncePaidAndSeenInAnalytics() throws Exception {
        var staff = as("staff");
        var customer = as("customer");
        var analyst = as("analyst");
        offer(staff, "WALK-1");

        var body = order("WALK-1", 2);
        await(() -> customer.post("/v1/orders:quote", lines("WALK-1", 2), Map.of()), Answer::ok);
        var placed = customer.post("/v1/orders", body, key("walk-1"));
        var again = customer.post("/v1/orders", body, key("walk-1"));
        assertThat(placed.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(placed.body());
        assertThat(customer.post("/v1/orders", order("WALK-1", 3), key("walk-1"))
                        .status())
                .isEqualTo(422);

        var order = json(placed);
        assertThat(order.get("status").asText()).isEqualTo("PLACED");
        assertThat(order.at("/total/amount").asText()).isEqualTo("49.00");
        var paid = pay(customer, order);
        assertThat(json(paid).get("status").asText()).isEqualTo("PAID");
        assertThat(json(staff.get("/v1/stock/WALK-1")).get("available").asInt()).isEqualTo(8);

        var id = order.get("id").asText();
        var document = await(
                () -> analyst.get("/v1/analytics/orders/" + id),
                answer -> answer.body().contains("PAID"));
        assertThat(document.body()).contains("WALK-1");
        var sales = await(
                () -> analyst.get(sales()),
                answer -> sold(answer, "WALK-1").path("orders").asInt() == 1);
        var row = sold(sales, "WALK-1");
        assertThat(row.at("/revenue/amount").asText()).isEqualTo("49.00");
        assertThat(row.get("units").asInt()).isEqualTo(2);
    }

    @Test
    void theFirstStartSeedsProductsWithStock() throws Exception {
        var answer = as("customer").get("/v1/products?limit=100");

        assertThat(json(answer).get("items").size()).isGreaterThanOrEqualTo(12);
        assertThat(json(as("customer").get("/v1/stock/SHOE-1")).get("onHand").asInt())
                .isEqualTo(40);
    }

    @Test
    void everyOperationOfTheMergedDocumentIsComplete() throws Exception {
        var customer = as("customer");
        var document =
                await(() -> customer.get("/openapi"), answer -> !answer.body().contains("x-unavailable"));

        assertThat(json(document).path("paths").size()).isGreaterThan(20);
        assertThat(OpenApiOperations.faults(json(document))).isEmpty();
    }

    @Test
    void malformedJsonIsRefusedWithAProblem() throws Exception {
        refused(as("customer").post("/v1/orders", "{\"lines\":[", key("bad-1")), 400);
    }

    @Test
    void anUnknownFieldIsRefusedByName() throws Exception {
        var body = order("SHOE-1", 1).replace("\"email\"", "\"price\":1,\"email\"");

        assertThat(refused(as("customer").post("/v1/orders", body, key("bad-2")), 400))
                .contains("price");
    }

    @Test
    void anUnknownSkuIsRefused() throws Exception {
        assertThat(refused(as("customer").post("/v1/orders", order("NO-SUCH", 1), key("bad-3")), 422))
                .contains("NO-SUCH");
    }

    @Test
    void anOrderWithoutATokenIsRefused() throws Exception {
        refused(Gateway.of(stack.gateway(), "").post("/v1/orders", order("SHOE-1", 1), key("bad-4")), 401);
    }

    @Test
    void aBodyOverOneMebibyteIsRefused() throws Exception {
        var body = order("SHOE-1", 1).replace("Main Street 1", "x".repeat(1024 * 1024));

        refused(as("customer").post("/v1/orders", body, key("bad-5")), 413);
    }

    private static void offer(Gateway staff, String sku) {
        accepted(staff.put(
                "/v1/product-types/walk",
                "{\"name\":\"Walk\",\"schema\":{\"type\":\"object\"},\"facets\":[],\"searchable\":[]}",
                NEW));
        accepted(staff.put("/v1/categories/walks", "{\"name\":\"Walks\"}", NEW));
        accepted(staff.post("/v1/products", """
                {"sku":"%s","name":"A walk","description":"Once around","type":"walk","category":"walks",
                 "price":{"amount":"24.50","currency":"EUR"},"attributes":{}}""".formatted(sku), Map.of()));
        accepted(staff.post("/v1/stock/movements", """
                {"movements":[{"sku":"%s","quantity":10,"reason":"delivery"}]}""".formatted(sku), Map.of()));
    }

    private static Answer pay(Gateway customer, JsonNode order) {
        var id = order.get("id").asText();
        var etag = customer.get("/v1/orders/" + id).etag();
        var paid = customer.post(
                "/v1/orders/" + id + "/payment",
                "{\"amount\":" + order.get("total") + ",\"reference\":\"walk-pay-1\"}",
                Map.of("If-Match", etag, "Idempotency-Key", "walk-pay-1"));
        accepted(paid);
        return paid;
    }

    /// The row of a product; a missing node when there is none yet.
    private static JsonNode sold(Answer sales, String sku) {
        try {
            for (var row : json(sales).path("rows")) {
                if (row.path("sku").asText().equals(sku)) {
                    return row;
                }
            }
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sales() {
        return "/v1/analytics/sales?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&interval=month" + "&by=product";
    }

    private static String lines(String sku, int quantity) {
        return """
                {"lines":[{"sku":"%s","quantity":%d}]}""".formatted(sku, quantity);
    }

    private static String order(String sku, int quantity) {
        return """
                {"lines":[{"sku":"%s","quantity":%d}],"shipTo":{"name":"Ada","street":"Main Street 1","city":"Vienna",
                 "postalCode":"1010","country":"AT"},"email":"ada@example.org"}""".formatted(sku, quantity);
    }

    private static Map<String, String> key(String key) {
        return Map.of("Idempotency-Key", key);
    }

    private static void accepted(Answer answer) {
        assertThat(answer.ok()).as("%d %s", answer.status(), answer.body()).isTrue();
    }

    /// A refusal has the right status and a sentence that says what to do.
    private static String refused(Answer answer, int status) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(json(answer).path("detail").asText()).isNotBlank();
        return answer.body();
    }

    private Gateway as(String role) throws Exception {
        if (!tokens.containsKey(role)) {
            tokens.put(
                    role,
                    stack.run("token", "--role", role, "--subject", "walker").lastLine());
        }
        return Gateway.of(stack.gateway(), Objects.requireNonNull(tokens.get(role)));
    }

    private static JsonNode json(Answer answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private interface Call {
        Answer make();
    }

    /// Repeats a call until its answer is as wanted, because one service sees the writes of another only after a
    /// moment.
    private static Answer await(Call call, Predicate<Answer> wanted) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        var answer = call.make();
        while (!wanted.test(answer) && System.nanoTime() < end) {
            Thread.sleep(100);
            answer = call.make();
        }
        assertThat(wanted.test(answer))
                .as("%d %s", answer.status(), answer.body())
                .isTrue();
        return answer;
    }
}
