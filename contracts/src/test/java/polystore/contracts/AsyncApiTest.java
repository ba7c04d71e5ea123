package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        var topics =
                List.of(Topics.ORDERS_EVENTS, Topics.ORDERS_DOCUMENTS, Topics.STOCK_LEVELS, Topics.CATALOG_PRODUCTS);
        var expected = Stream.concat(topics.stream(), topics.stream().map(Topics::deadLettersOf))
                .toList();

        assertThat(api.get("channels").findValuesAsText("address")).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void deadLettersSayTheirHeaders() {
        var letters = api.get("channels").properties().stream()
                .map(Map.Entry::getValue)
                .filter(channel -> channel.get("address").asText().endsWith(".dlq"))
                .map(channel -> channel.get("description").asText())
                .toList();

        assertThat(letters)
                .hasSize(4)
                .allSatisfy(said -> assertThat(said)
                        .contains(new DeadLetterHeaders("t", 0, 0, "cause", 1)
                                .headers()
                                .keySet()));
    }

    @Test
    void everyMessageHasItsSchemaFileAndEverySchemaItsMessage() {
        var schemas = new ArrayList<String>();
        for (var message : api.at("/components/messages")) {
            schemas.add(message.at("/payload/schema/$ref").asText());
            assertThat(message.at("/payload/schemaFormat").asText()).endsWith("draft-2020-12");
        }

        assertThat(schemas)
                .containsExactlyInAnyOrderElementsOf(
                        Golden.schemaFiles().stream().map(it -> "schemas/" + it).toList());
    }

    @Test
    void messagesAreNamedAsTheirCloudEventsType() {
        api.at("/components/messages")
                .properties()
                .forEach(message -> assertThat(message.getValue().get("name").asText())
                        .isEqualTo(cloudEventsType(message.getKey())));
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
        var written = Set.of("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_dataschema");
        var required = new HashSet<String>();
        api.at("/components/messageTraits/cloudEvent/headers/required").forEach(it -> required.add(it.asText()));

        assertThat(required).isEqualTo(written);
        assertThat(EnvelopeTest.envelope(null).headers().keySet()).containsAll(required);
    }

    private static String cloudEventsType(String message) {
        return switch (message) {
            case "StockLevel" -> polystore.contracts.stock.StockLevel.TYPE;
            case "ProductSnapshot" -> polystore.contracts.catalog.ProductSnapshot.TYPE;
            default -> OrderEvent.TYPE_PREFIX + message;
        };
    }
}
