package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import polystore.command.seed.Gateway;
import polystore.contracts.Topics;

/// The topics as another team reads them: with `events tail` and with the example consumer.
@ExtendWith(WholeStack.class)
class EventsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SEEN_MAX = Duration.ofSeconds(60);
    private static final String TRACE_ID = "00-4bf92f3577b34da6a3ce929d0e0e4736-";
    private static final String TRACE = TRACE_ID + "00f067aa0ba902b7-01";
    private static final String ORDER = """
            {"lines":[{"sku":"SHOE-1","quantity":1}],"shipTo":{"name":"Ada","street":"Main Street 1","city":"Vienna",
             "postalCode":"1010","country":"AT"},"email":"ada@example.org"}""";

    private final LocalStack stack;

    EventsIT(LocalStack stack) {
        this.stack = stack;
    }

    @Test
    void tailPrintsTheEventsOfAKeyInTheirOrder() throws Exception {
        var order = place(Map.of());
        cancel(order);
        var events = await().atMost(SEEN_MAX)
                .until(() -> tail(Topics.ORDERS_EVENTS, "--key", order), found -> found.size() == 2);

        assertThat(events)
                .extracting(it -> it.at("/headers/ce_type").asText())
                .containsExactly("polystore.orders.OrderPlaced", "polystore.orders.OrderCancelled");
        assertThat(events).extracting(it -> it.at("/body/version").asInt()).containsExactly(1, 2);
        assertThat(events).allSatisfy(it -> assertThat(it.path("key").asText()).isEqualTo(order));

        var text = stack.run(
                "events", "tail", "--topic", Topics.ORDERS_EVENTS, "--from", "beginning", "--to-end", "--key", order);
        assertThat(text.output()).contains("  OrderPlaced  key " + order, "{\"orderId\":\"" + order);
        var later = stack.run(
                "events", "tail", "--topic", Topics.ORDERS_EVENTS, "--from", "2100-01-01T00:00:00Z", "--to-end");
        assertThat(later.output()).doesNotContain("key ");
        assertThat(tail(Topics.ORDERS_EVENTS, "--limit", "1")).hasSize(1);
    }

    @Test
    void tailListsTheTopicsWhenTheNamedOneDoesNotExist() throws Exception {
        var unknown = stack.run("events", "tail", "--topic", "orders");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.output()).contains("There is no topic orders", Topics.CATALOG_PRODUCTS);
        var position = stack.run("events", "tail", "--topic", Topics.ORDERS_EVENTS, "--from", "yesterday");
        assertThat(position.code()).isEqualTo(2);
        assertThat(position.output()).contains("--from is beginning, end, an offset", "yesterday");
    }

    @Test
    void theExampleConsumerComputesTheRevenueFromTheTopic() throws Exception {
        var demo = stack.run("demo", "--products", "2", "--orders", "3");
        assertThat(demo.code()).as(demo.output()).isZero();
        var paid = tail(Topics.ORDERS_EVENTS).stream()
                .filter(it -> it.at("/headers/ce_type").asText().endsWith("OrderPaid"))
                .map(it -> it.at("/body/amount"))
                .toList();
        assertThat(paid).hasSizeGreaterThanOrEqualTo(3);
        var revenue = new TreeMap<String, BigDecimal>();
        paid.forEach(amount -> revenue.merge(
                amount.path("currency").asText(),
                new BigDecimal(amount.path("amount").asText()),
                BigDecimal::add));

        var example = example();
        try (var lines = example.inputReader()) {
            var last = "";
            for (var count = 0; count < paid.size(); ) {
                last = lines.readLine();
                count += last.contains(" paid ") ? 1 : 0;
            }
            assertThat(last).endsWith("revenue " + revenue);
        } finally {
            example.destroy();
        }
    }

    @Test
    void everyRecordHasTheTraceOfItsRequest() throws Exception {
        var product = JSON.readTree(as("staff")
                        .post("/v1/products", """
                        {"sku":"TRACE-%s","name":"Traced","type":"shoe","category":"running",
                         "price":{"amount":"24.50","currency":"EUR"},"attributes":{"color":"red","size":42}}""".formatted(UUID.randomUUID()), Map.of("traceparent", TRACE))
                        .body())
                .path("id")
                .asText();
        var order = place(Map.of("traceparent", TRACE));

        for (var record : Map.of(
                        Topics.ORDERS_EVENTS, order, Topics.ORDERS_DOCUMENTS, order, Topics.CATALOG_PRODUCTS, product)
                .entrySet()) {
            var found = await().atMost(SEEN_MAX)
                    .until(() -> tail(record.getKey(), "--key", record.getValue()), it -> !it.isEmpty());
            assertThat(found.getFirst().at("/headers/traceparent").asText())
                    .as(record.getKey())
                    .startsWith(TRACE_ID);
        }
    }

    private Process example() throws IOException {
        var jar = stack.home().checkout().resolve(Path.of("contracts", "example", "target", "example.jar"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-jar",
                        jar.toString(),
                        stack.status().kafkaBootstrap())
                .redirectErrorStream(true)
                .start();
    }

    private List<JsonNode> tail(String topic, String... more) throws Exception {
        var arguments = new ArrayList<>(
                List.of("events", "tail", "--topic", topic, "--from", "beginning", "--to-end", "--json"));
        arguments.addAll(List.of(more));
        var outcome = stack.run(arguments.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return outcome.output()
                .lines()
                .filter(it -> it.startsWith("{"))
                .map(EventsIT::json)
                .toList();
    }

    /// @return the id of the order
    private String place(Map<String, String> headers) throws Exception {
        var all = new java.util.HashMap<>(headers);
        all.put("Idempotency-Key", UUID.randomUUID().toString());
        var placed = as("customer").post("/v1/orders", ORDER, all);
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        return JSON.readTree(placed.body()).path("id").asText();
    }

    private void cancel(String order) throws Exception {
        var customer = as("customer");
        var path = "/v1/orders/" + order;
        var cancelled = customer.post(
                path + "/cancellation",
                "{\"reason\":\"a trial\"}",
                Map.of("If-Match", customer.get(path).etag()));
        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    }

    private Gateway as(String role) throws Exception {
        return Gateway.of(stack.gateway(), stack.run("token", "--role", role).lastLine());
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
