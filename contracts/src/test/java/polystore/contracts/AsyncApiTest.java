package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import polystore.contracts.orders.OrderEvent;

/// The AsyncAPI document says what the code does.
class AsyncApiTest {

    private JsonNode api;

    @BeforeEach
    void read() throws IOException {
        api = new YAMLMapper().readTree(Golden.text("/asyncapi.yaml"));
    }

    @Test
    void namesExactlyOurTopicsAndTheirDeadLetters() {
        var topics = List.of(
                Topics.ORDERS_EVENTS,
                Topics.ORDERS_DOCUMENTS,
                Topics.STOCK_LEVELS,
                Topics.CATALOG_PRODUCTS,
                Topics.CATALOG_CATEGORIES);
        var expected = Stream.concat(topics.stream(), topics.stream().map(Topics::deadLettersOf))
                .toList();

        assertThat(api.get("channels").findValuesAsText("address")).containsExactlyInAnyOrderElementsOf(expected);
    }

    /// Partitions, compaction and retention.
    @Test
    void everyTopicHasTheSettingsOfTheContracts() {
        var topics = Topics.all().stream().collect(Collectors.toMap(Topic::name, topic -> topic));
        for (var channel : api.get("channels")) {
            var kafka = channel.at("/bindings/kafka");
            var topic = Objects.requireNonNull(topics.get(channel.get("address").asText()));
            var settings = new HashMap<String, String>();
            kafka.get("topicConfiguration").properties().forEach(it -> settings.put(it.getKey(), text(it.getValue())));

            assertThat(kafka.get("topic").asText()).isEqualTo(topic.name());
            assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
            assertThat(settings).as(topic.name()).isEqualTo(topic.settings());
        }
    }

    @Test
    void deadLetterTopicsHaveLettersAndDecisionsWithTheHeadersThatTheCodeWrites() {
        var letter = new TreeSet<>(
                new DeadLetterHeaders("t", 0, 0, "cause", 1).headers().keySet());
        var decision = new DeadLetterDecision(0, DeadLetterDecision.Outcome.REPLAYED, "ann", "mended");

        assertThat(required("/components/messages/DeadLetter/headers")).isEqualTo(letter);
        letter.add(DeadLetterHeaders.OMITTED);
        assertThat(names("/components/messages/DeadLetter/headers/properties")).isEqualTo(letter);
        assertThat(required("/components/messages/DeadLetterDecision/headers"))
                .isEqualTo(decision.headers().keySet());
        assertThat(names("/components/messages/DeadLetterDecision/headers/properties"))
                .isEqualTo(decision.headers().keySet());
        for (var channel : api.get("channels").properties()) {
            var isLetters = channel.getValue().get("address").asText().endsWith(".dlq");
            assertThat(names("/channels/" + channel.getKey() + "/messages").contains("DeadLetter"))
                    .as(channel.getKey())
                    .isEqualTo(isLetters);
        }
    }

    @Test
    void aDeletionOfADocumentHasItsTicketAndNoBody() {
        assertThat(names("/channels/ordersDocuments/messages")).contains("OrderDocumentDeleted");
        assertThat(required("/components/messages/OrderDocumentDeleted/headers"))
                .containsExactly("ce_ticket");
        assertThat(api.at("/components/messages/OrderDocumentDeleted/payload/type")
                        .asText())
                .isEqualTo("null");
    }

    @Test
    void everyMessageHasItsSchemaFileAndEverySchemaItsMessage() {
        var schemas = new ArrayList<String>();
        for (var message : events().values()) {
            schemas.add(message.at("/payload/schema/$ref").asText());
            assertThat(message.at("/payload/schemaFormat").asText()).endsWith("draft-2020-12");
        }

        assertThat(schemas)
                .containsExactlyInAnyOrderElementsOf(
                        Golden.schemaFiles().stream().map(it -> "schemas/" + it).toList());
    }

    @Test
    void messagesAreNamedAsTheirCloudEventsTypeAndSayTheirKey() {
        events().forEach((name, message) -> {
            assertThat(message.get("name").asText()).isEqualTo(cloudEventsType(name));
            var traits = message.get("traits").findValuesAsText("$ref").stream()
                    .map(it -> it.substring(it.lastIndexOf('/') + 1))
                    .toList();
            assertThat(traits).as(name).containsExactly("cloudEvent", key(name));
        });
    }

    /// The key is a field of the body, of the same form.
    @Test
    void keysAreFieldsOfTheBody() {
        for (var file : Golden.files()) {
            var golden = Golden.json("/golden/" + file);
            var field = key(Golden.type(file))
                    .replace("orderKey", "orderId")
                    .replace("skuKey", "sku")
                    .replace("productKey", "productId")
                    .replace("categoryKey", "category");
            assertThat(golden.path(field).isTextual()).as(file).isTrue();
        }
    }

    @Test
    void everyEventOfTheSealedTypeIsAMessageOfItsTopic() {
        var messages = new HashSet<String>();
        api.at("/channels/ordersEvents/messages").fieldNames().forEachRemaining(messages::add);

        assertThat(messages)
                .isEqualTo(Set.copyOf(Stream.of(OrderEvent.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (var reference : api.findValuesAsText("$ref")) {
            if (reference.startsWith("#")) {
                assertThat(api.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            }
        }
    }

    @Test
    void everyMessageHasTheHeadersThatAnEnvelopeWrites() {
        var headers = "/components/messageTraits/cloudEvent/headers";

        // A publisher begins a trace where an event has none.
        assertThat(required(headers))
                .isEqualTo(EnvelopeTest.envelope("trace").headers().keySet());
        assertThat(names(headers + "/properties"))
                .isEqualTo(EnvelopeTest.envelope("trace").headers().keySet());
    }

    /// The messages with a body by a schema, without dead letters and deletions.
    private Map<String, JsonNode> events() {
        var events = new HashMap<String, JsonNode>();
        api.at("/components/messages").properties().stream()
                .filter(it -> it.getValue().at("/payload").has("schema"))
                .forEach(it -> events.put(it.getKey(), it.getValue()));
        return events;
    }

    private Set<String> required(String headers) {
        var names = new HashSet<String>();
        api.at(headers + "/required").forEach(it -> names.add(it.asText()));
        return names;
    }

    private Set<String> names(String object) {
        var names = new HashSet<String>();
        api.at(object).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(JsonNode setting) {
        return setting.isArray() ? setting.get(0).asText() : setting.asText();
    }

    private static String key(String message) {
        return switch (message) {
            case "StockLevel" -> "skuKey";
            case "ProductSnapshot" -> "productKey";
            case "CategorySnapshot" -> "categoryKey";
            default -> "orderKey";
        };
    }

    static String cloudEventsType(String message) {
        return switch (message) {
            case "StockLevel" -> polystore.contracts.stock.StockLevel.TYPE;
            case "ProductSnapshot" -> polystore.contracts.catalog.ProductSnapshot.TYPE;
            case "CategorySnapshot" -> polystore.contracts.catalog.CategorySnapshot.TYPE;
            default -> OrderEvent.TYPE_PREFIX + message;
        };
    }
}
