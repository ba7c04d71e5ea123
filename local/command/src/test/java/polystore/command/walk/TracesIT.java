package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// One order is one trace, from the gateway to the stored document, on a stack that keeps its traces.
class TracesIT extends InBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SEEN_MAX = Duration.ofSeconds(60);

    private static final List<String> STEPS = List.of(
            "gateway SERVER POST /v1/orders",
            "gateway CLIENT POST",
            "orders SERVER POST /v1/orders",
            "orders PRODUCER send orders.events.v1",
            "orders PRODUCER send orders.documents.v1",
            "analytics CONSUMER process orders.events.v1",
            "analytics CONSUMER process orders.documents.v1");

    /// In this trace, or in that of the batch to which the consumer's span is linked.
    private static final List<String> STORED =
            List.of("analytics CLIENT update analytics.orders", "analytics CLIENT INSERT analytics.consumed_event");

    private static final String ORDER = """
        {"lines":[{"sku":"SHOE-1","quantity":1}],"shipTo":{"name":"Ada-Marker","street":"Marker Street 1",
         "city":"Vienna","postalCode":"1010","country":"AT"},"email":"marker@example.org"}\
        """;

    /// Parts of the order that no span and no log may have.
    private static final List<String> PERSONAL = List.of("Ada-Marker", "Marker Street", "marker@example.org");

    TracesIT(LocalStack stack) {
        super(stack);
    }

    @Test
    void oneOrderIsOneTraceFromTheGatewayToTheStoredDocument() throws Exception {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var order = place("00-" + trace + "-00f067aa0ba902b7-00");

        var spans = await().atMost(SEEN_MAX)
                .until(() -> spans(trace), found -> shown(found).containsAll(STEPS));
        assertThat(shown(spans)).anyMatch(span -> span.startsWith("orders CLIENT INSERT"));
        await().atMost(SEEN_MAX).until(() -> shown(withLinked(spans(trace))), found -> found.containsAll(STORED));

        var known = new HashSet<>(List.of("00f067aa0ba902b7"));
        spans.forEach(span -> known.add(span.path("spanId").asText()));
        assertThat(spans)
                .allSatisfy(
                        span -> assertThat(known).contains(span.path("parentId").asText()));
        assertThat(spans.toString()).contains(order).doesNotContain(PERSONAL).doesNotContain("getConnection");
    }

    @Test
    void theCommandsOfMongoDbAreSpansWithoutTheirValues() throws Exception {
        var sku = window.product("Traced");
        var trace = UUID.randomUUID().toString().replace("-", "");
        var read = window.api("staff")
                .post(
                        "/v1/products:batchGet",
                        "{\"skus\":[\"" + sku + "\"]}",
                        Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-00"));
        assertThat(read.status()).isEqualTo(200);

        var spans = await().atMost(SEEN_MAX)
                .until(
                        () -> spans(trace),
                        found -> shown(found).stream().anyMatch(it -> it.startsWith("gateway SERVER"))
                                && found.size() > 3);
        assertThat(shown(spans)).anyMatch(it -> it.matches("catalog CLIENT (find|aggregate) catalog.products"));
        assertThat(spans.toString()).doesNotContain(sku);
    }

    @Test
    void theConsoleShowsTheTracesOfAnOrder() throws Exception {
        var order = place("00-" + UUID.randomUUID().toString().replace("-", "") + "-00f067aa0ba902b7-00");
        await().atMost(SEEN_MAX)
                .until(
                        () -> window.api("operator")
                                .get("/v1/traces?key=" + order)
                                .body(),
                        list -> list.contains("analytics"));
        var page = window.as(EVERY_ROLE, "orders/" + order);
        page.press("Traces of this order");
        page.press("gateway POST /v1/orders");
        page.awaitText("process orders.documents.v1");
        assertThat(page.seriousFaults()).isEmpty();
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void noLogHasPersonalDataOfAnOrder() throws Exception {
        place("00-" + UUID.randomUUID().toString().replace("-", "") + "-00f067aa0ba902b7-00");
        var refused = window.api("customer")
                .post(
                        "/v1/orders",
                        ORDER.replace("SHOE-1", "NO-SUCH-SKU"),
                        Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        assertThat(refused.status()).as(refused.body()).isBetween(400, 499);
        for (var log : List.of("gateway", "orders", "catalog", "analytics", "kafka", "postgresql")) {
            assertThat(Files.readString(stack.home().log(log)))
                    .as(log)
                    .isNotEmpty()
                    .doesNotContain(PERSONAL);
        }
    }

    @Test
    void onlyOperatorsReadTracesAndAnUnknownOneIsNotFound() {
        assertThat(window.api("staff").get("/v1/traces").status()).isEqualTo(403);
        var unknown = window.api("operator").get("/v1/traces/" + "0".repeat(32));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.type()).isEqualTo("application/problem+json");
    }

    private String place(String traceparent) throws IOException {
        var placed = window.api("customer")
                .post("/v1/orders", ORDER, Map.of("traceparent", traceparent, "Idempotency-Key", traceparent));
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        return JSON.readTree(placed.body()).path("id").asText();
    }

    private List<JsonNode> spans(String trace) throws IOException {
        var read =
                JSON.readTree(window.api("operator").get("/v1/traces/" + trace).body());
        return StreamSupport.stream(read.path("spans").spliterator(), false).toList();
    }

    private List<JsonNode> withLinked(List<JsonNode> spans) throws IOException {
        var all = new ArrayList<>(spans);
        for (var span : spans) {
            for (var linked : span.path("links")) {
                all.addAll(spans(linked.asText()));
            }
        }
        return all;
    }

    private static List<String> shown(List<JsonNode> spans) {
        return spans.stream()
                .map(span -> String.join(
                        " ",
                        span.path("service").asText(),
                        span.path("kind").asText(),
                        span.path("name").asText()))
                .toList();
    }
}
