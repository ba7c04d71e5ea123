package polystore.command.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import polystore.command.browser.Page;
import polystore.contracts.Topics;

/// The console in a real browser, on the running stack: what its pages show is what the services have, and what is done
/// in them is done.
class ConsoleIT extends InBrowser {

    /// Each would set `window.hacked` if it were ever run.
    private static final String HOSTILE = "<script>hacked=1</script><img src=x onerror=hacked=1>"
            + "\"'><svg/onload=hacked=1>${hacked=1}{{hacked=1}}</td><iframe src=javascript:parent.hacked=1>";

    ConsoleIT(LocalStack stack) {
        super(stack);
    }

    @Test
    void anOrderIsFoundPaidAndShownBesideItsDocument() {
        var sku = window.product("A lamp");
        var id = window.order(sku, "Ada");
        var page = window.as(EVERY_ROLE, "orders?sku=" + sku);
        page.press(id);
        page.awaitText("Record payment");
        page.press("Record payment");
        page.fill("Reference of the payment", "console-" + sku);
        page.evaluate("document.querySelector('form.panel').requestSubmit()");

        page.awaitText("Amount 49.00 EUR");
        page.awaitText("It has the version of the order.");
        page.await("test.names('table tbody tr').some((row) => /PAID/.test(row) && /staff:console/.test(row))");
        assertThat(page.text()).contains("Total 49.00 EUR", "Record shipment");
        assertThat(page.evaluate("document.querySelector('.json').textContent").asText())
                .contains("\"status\": \"PAID\"", "\"sku\": \"" + sku + "\"");
        ConsoleWindow.go(page, "orders?status=CANCELLED&sku=" + sku);
        page.awaitText("No order matches the filter.");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void anActionOnAnOrderThatChangedMeanwhileIsShownAsAConflict() {
        var sku = window.product("A chair");
        var id = window.order(sku, "Ada");
        var page = window.as(EVERY_ROLE, "orders/" + id);
        page.press("Record payment");
        page.fill("Reference of the payment", "console-" + sku);
        var etag = window.api("staff").get("/v1/orders/" + id).etag();
        ConsoleWindow.accepted(window.api("staff")
                .post("/v1/orders/" + id + "/cancellation", "{\"reason\":\"sold\"}", Map.of("If-Match", etag)));
        page.evaluate("document.querySelector('form.panel').requestSubmit()");

        page.awaitText("Conflict. The order was changed after you read its version 1");
        page.press("Read the current order");
        page.awaitText("No action is possible in this status.");
        assertThat(page.text()).contains("CANCELLED");
    }

    @Test
    void aProductIsEditedAndAnOvertakenEditIsShownAsAConflict() {
        var sku = window.product("Before");
        var page = window.as(EVERY_ROLE, "products/by-sku/" + sku);
        page.press("Edit");
        page.fill("Name", "After");
        page.press("Save");
        page.await("test.names('h1').includes('After')");

        page.press("Edit");
        page.fill("Price", "30.00");
        var read = window.api("staff").get("/v1/products/by-sku/" + sku);
        ConsoleWindow.accepted(window.api("staff")
                .put(
                        "/v1/products/" + read.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1"),
                        """
                        {"sku":"%s","name":"Theirs","type":"console","price":{"amount":"24.50","currency":"EUR"}}
                        """.formatted(sku),
                        Map.of("If-Match", read.etag())));
        page.press("Save");
        page.awaitText("Conflict. The product was changed from version 2 to version 3");
        page.await("test.names('.conflict tbody tr').includes('NameTheirsAfter')");
        page.press("Keep my form and compare with the stored version");
        page.press("Save");
        page.awaitText("Price 30.00 EUR");
        assertThat(page.text()).contains("Available 10", "+10");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void hostileTextIsShownAndNeverRun() {
        var sku = window.product(HOSTILE);
        var id = window.order(sku, HOSTILE);
        var shown = HOSTILE.replaceAll("\\s+", " ");
        var page = window.as(EVERY_ROLE, "orders/" + id);
        page.awaitText(shown + ", Main Street 1");
        ConsoleWindow.go(page, "products/by-sku/" + sku);
        page.awaitText(shown);
        page.await("test.names('table tbody td').includes(" + ConsoleWindow.json(shown) + ")");
        ConsoleWindow.go(page, "products?q=script");
        page.awaitText(shown);
        ConsoleWindow.go(page, "orders?sku=" + "%3Cimg%20src=x%20onerror=hacked=1%3E");
        page.awaitText("must be 1 to 64 letters");
        ConsoleWindow.go(page, "%3Cscript%3Ehacked=1%3C%2Fscript%3E");
        page.awaitText("There is no page");
        assertThat(page.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(page.evaluate("document.querySelectorAll('img, iframe, td svg, td script').length")
                        .asInt())
                .isZero();
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void salesAreDrawnAndSavedAsCsv() throws IOException {
        var sku = window.product("A clock");
        var id = window.order(sku, "Ada");
        ConsoleWindow.accepted(window.api("staff")
                .post(
                        "/v1/orders/" + id + "/payment",
                        "{\"amount\":{\"amount\":\"49.00\",\"currency\":\"EUR\"},\"reference\":\"csv-" + sku + "\"}",
                        Map.of("If-Match", "*", "Idempotency-Key", sku)));
        ConsoleWindow.await(
                () -> window.api("analyst").get("/v1/analytics/top-products?limit=100"),
                answer -> answer.body().contains(sku));

        var page = window.as(EVERY_ROLE, "sales?interval=hour&by=product");
        page.await("document.querySelectorAll('.plot canvas').length === 3");
        page.press("Figures ("
                + page.evaluate("document.querySelector('details summary').textContent")
                        .asText()
                        .replaceAll("\\D", "") + " rows)");
        page.await("test.names('details tbody tr').some((row) => row.includes(" + ConsoleWindow.json(sku) + "))");
        page.await("test.names('meter').includes('paid of placed')");
        assertThat(page.names("main h1, main h2, main figcaption"))
                .containsExactly(
                        "Sales", "Revenue", "Paid orders", "Average order value", "Funnel", "Top products", "Cohorts");
        assertThat(page.text()).contains("s behind;", "Best-selling products");
        page.press("Save as CSV");
        var file = window.folder().resolve("sales.csv");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(file));
        assertThat(Files.readString(file))
                .startsWith("start,product,sku,name,currency,orders")
                .contains(sku);
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void aKilledServiceTurnsRedAndGreenAgain() {
        var page = window.as(EVERY_ROLE, "system");
        page.awaitText("Everything is ready.");
        // Records each state, so that one that passes quickly is seen too.
        page.evaluate("""
                window.states = [];
                new MutationObserver(() => {
                  const node = document.querySelector('[data-node=analytics]');
                  const state = node && node.classList.contains('bad') ? 'red' : 'green';
                  if (states.at(-1) !== state) states.push(state);
                }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });0""");
        var killed = System.nanoTime();
        var pid = stack.status().components().stream()
                .filter(it -> it.name().equals("analytics"))
                .findFirst()
                .orElseThrow()
                .pid();
        ProcessHandle.of(Objects.requireNonNull(pid)).orElseThrow().destroyForcibly();

        page.await("states.includes('red')");
        System.out.printf("The killed service was red after %d ms%n", (System.nanoTime() - killed) / 1_000_000);
        page.awaitText("analytics is down");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> page.evaluate("states.at(-1)").asText().equals("green"));
        page.awaitText("Everything is ready.");
        assertThat(page.faults()).isEmpty();
    }

    @Test
    void aDeadLetterIsInspectedTriedAndDiscarded() throws Exception {
        var key = HOSTILE.substring(0, 20) + UUID.randomUUID();
        publish(key);
        ConsoleWindow.await(
                () -> window.api("operator").get("/v1/dead-letters/catalog/catalog-availability"),
                answer -> answer.body().contains(key));
        var page = window.as(EVERY_ROLE, "dead-letters?consumer=catalog-availability");
        page.awaitText(key);
        var letter = page.evaluate("[...document.querySelectorAll('tbody tr')].find((row) => row.textContent.includes("
                        + ConsoleWindow.json(key) + ")).querySelector('a').textContent")
                .asText();
        page.press(letter);
        page.awaitText("not a CloudEvent: header ce_id is missing");
        page.awaitText("{\"broken");
        decide(page, "Try a replay", "0 records would be processed");
        decide(page, "Replay", "The request failed. Correct the cause, or discard the letter.");
        decide(page, "Try a discard", "records would be processed");
        page.press("Discard");
        page.press("Discard for ever");
        page.await("!test.names('tbody a').includes(" + ConsoleWindow.json(letter) + ")");
        assertThat(page.faults()).isEmpty();
    }

    private static void decide(Page page, String name, String outcome) {
        page.fill("Reason", "a trial");
        page.press(name);
        page.awaitText(outcome);
    }

    private void publish(String key) throws Exception {
        var value = "{\"broken".getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(Topics.STOCK_LEVELS, key.getBytes(StandardCharsets.UTF_8), value);
        // Marks it for the other tests on this stack as a faulty one.
        record.headers().add("h", new byte[0]);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.status().kafkaBootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
