package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import polystore.contracts.DeadLetterHeaders;
import polystore.contracts.Topics;

/// What the console shows of a running system: events, traffic, the audit, suggestions, cohorts.
class ConsoleLiveIT extends InBrowser {

    /// The stores of the stack by the names of its components, with their names in the console.
    private static final Map<String, String> STORES =
            Map.of("postgresql", "PostgreSQL", "mongodb", "MongoDB", "redis", "Redis", "kafka", "Kafka");

    ConsoleLiveIT(LocalStack stack) {
        super(stack);
    }

    @Test
    void eventsOfOrdersAppearAsTheyArePublished() {
        var page = window.as(EVERY_ROLE, "orders");
        page.press("Follow live");
        page.awaitText("Connected: events appear as they are published.");
        var id = window.order(window.product("A followed lamp"), "Ada");
        page.await("test.names('section tbody tr').some((row) => row.includes('" + id
                + "') && row.includes('OrderPlaced'))");
        page.press("Stop following");
        page.await("!test.text().includes('Connected: events')");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void onlyAnalystsFollowEvents() {
        var page = window.as("staff", "orders");
        page.await("document.querySelector('table, .empty')");
        assertThat(page.names("button")).doesNotContain("Follow live");
    }

    @Test
    void theAuditIsRunAndRead() throws IOException {
        var page = window.as("operator", "invariants");
        page.press("Run the audit");
        page.awaitText("Every invariant holds.");
        page.await("[...document.querySelectorAll('tbody tr')].some((row) =>"
                + " /Stock is the sum of its ledger.*holds/.test(row.textContent))");
        assertThat(page.seriousFaults()).isEmpty();
    }

    @Test
    void theTrafficOfEachServiceIsMeasured() throws IOException {
        var page = window.as(EVERY_ROLE, "system");
        page.awaitText("99 % of requests ended within the time");
        page.await("test.names('tbody tr').some((row) => /^system.*[0-9.]+.* ms0.0 %/.test(row))");
        assertThat(page.seriousFaults()).isEmpty();
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void suspendedStoresTurnRedAndGreenAgain() throws Exception {
        var page = window.as("operator", "system");
        page.awaitText("Everything is ready.");
        page.await("test.names('[data-node=orders] .edges li').some((row) => /^orders → Kafka: \\d+ changes"
                + " wait/.test(row))");
        page.await("test.names('[data-node=Kafka] .edges li').some((row) =>"
                + " /^Kafka → analytics: orders.events.v1: \\d+ records behind.* dead letters$/.test(row))");
        var stores = stack.status().components().stream()
                .filter(it -> STORES.containsKey(it.name()))
                .toList();
        var begin = System.nanoTime();
        try {
            for (var store : stores) {
                signal("-STOP", Objects.requireNonNull(store.pid()));
            }
            for (var name : STORES.values()) {
                page.await("document.querySelector('[data-node=" + name + "]').classList.contains('bad')");
            }
            System.out.printf("The suspended stores were red after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
            var status = stack.run("status", "--json").output();
            for (var component : new ObjectMapper().readTree(status).path("components")) {
                if (STORES.containsKey(component.path("name").asText())) {
                    assertThat(component.path("state").asText()).as(status).isEqualTo("unresponsive");
                }
            }
        } finally {
            for (var store : stores) {
                signal("-CONT", Objects.requireNonNull(store.pid()));
            }
        }
        page.awaitText("Everything is ready.");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void aDocumentIsShownBesideItsRowsAndADeadLetterOfTheMappingIsRetried() throws Exception {
        var sku = window.product("A transformed lamp");
        var id = window.order(sku, "Ada");
        var page = window.as("operator,analyst", "transformers");
        page.await("test.names('tbody tr').some((row) => /^orders1rows of orders.*orders.documents.v1/.test(row))");
        page.press("Compare the newest documents");
        page.awaitText(" documents, ");
        page.fill("Id of the order", id);
        page.press("Show");
        page.awaitText("Document, computed now");
        page.press("Publish again");
        page.await("test.names('.badge').includes('equal')");
        assertThat(page.text()).contains("order_line", "unit_price 24.5", "\"sku\": \"" + sku + "\"");

        letter(id, "no number: <b>bold</b>");
        ConsoleWindow.go(page, "transformers");
        page.awaitText("no number: <b>bold</b>");
        page.press("Retry " + id);
        page.awaitText("The document of " + id + " is made and published again.");
        page.await("!test.names('button').includes('Retry " + id + "')");
        assertThat(page.faults()).isEmpty();
    }

    /// As orders-service sends it for an order of which it can make no document.
    private void letter(String order, String cause) throws Exception {
        var letter = new ProducerRecord<String, byte[]>(Topics.deadLettersOf(Topics.ORDERS_DOCUMENTS), order, null);
        new DeadLetterHeaders(Topics.ORDERS_DOCUMENTS, -1, -1, cause, 1)
                .headers()
                .forEach((name, value) -> letter.headers().add(name, value));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.status().kafkaBootstrap()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(letter).get();
        }
        ConsoleWindow.await(
                () -> window.api("operator").get("/v1/dead-letters/analytics/analytics-documents"),
                answer -> answer.body().contains(order));
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void namesOfProductsAreSuggestedWhileWordsAreTyped() {
        window.product("Suggestible teapot");
        var page = window.as("staff", "products");
        page.await("document.querySelector('input[name=q]')");
        page.fill("Words", "suggest");
        page.await("[...document.querySelectorAll('#suggestions option')].some((it) => it.value === 'Suggestible"
                + " teapot')");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void cohortsOfCustomersAreShown() throws Exception {
        var demo = stack.run("demo", "--products", "2", "--orders", "3");
        assertThat(demo.code()).as(demo.output()).isZero();
        var page = window.as("analyst", "sales");
        page.await(
                "test.names('section[aria-label=Cohorts] tbody tr').some((row) => /^\\d{4}-\\d{2}EUR[1-9]/.test(row))");
        assertThat(page.faults()).isEmpty();
    }
}
