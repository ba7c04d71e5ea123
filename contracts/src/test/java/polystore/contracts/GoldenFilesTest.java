package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import polystore.contracts.catalog.CategorySnapshot;
import polystore.contracts.catalog.ProductSnapshot;
import polystore.contracts.orders.OrderDocument;
import polystore.contracts.orders.OrderEvent;
import polystore.contracts.stock.StockLevel;

class GoldenFilesTest {

    static Stream<Map.Entry<String, Object>> samples() {
        return Samples.all().entrySet().stream();
    }

    static List<String> files() {
        return Golden.files();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void encodesToExactlyItsGoldenFile(Map.Entry<String, Object> sample) {
        var encoded = new String(ContractJson.encode(sample.getValue()), StandardCharsets.UTF_8);

        assertThat(encoded).isEqualTo(Golden.text("/golden/" + sample.getKey()));
    }

    /// Those of today become what was written; older ones at least become something.
    @ParameterizedTest
    @MethodSource("files")
    void everyFileEverPublishedStillDecodes(String file) {
        var decoded = decode(Golden.type(file), Golden.text("/golden/" + file));

        assertThat(decoded).isEqualTo(Samples.all().getOrDefault(file, decoded));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileEverPublishedFitsItsSchema(String file) {
        assertThat(Golden.faults(Golden.type(file), Golden.json("/golden/" + file)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aReaderIgnoresWhatANewerWriterAdds(String file) {
        var newer = ((ObjectNode) Golden.json("/golden/" + file)).put("addedLater", true);

        assertThat(decode(Golden.type(file), newer.toString())).isNotNull();
        assertThat(Golden.faults(Golden.type(file), newer)).isEmpty();
    }

    /// A schema that accepts everything would pass all of the above.
    @ParameterizedTest
    @MethodSource("files")
    void theSchemaRefusesWhatLacksARequiredFieldOrHasAWrongOne(String file) {
        var type = Golden.type(file);
        var golden = Golden.json("/golden/" + file);
        for (var field : required(type)) {
            assertThat(Golden.faults(type, without(golden, field)))
                    .as("without %s", field)
                    .isNotEmpty();
            assertThat(Golden.faults(
                            type,
                            with(golden, field, Golden.JSON.createArrayNode().add(true))))
                    .as("wrong %s", field)
                    .isNotEmpty();
        }
    }

    /// The records decide what is required, the schemas say it to others: they must agree at every depth.
    @ParameterizedTest
    @MethodSource("files")
    void decodingRefusesWhatTheSchemaRefuses(String file) {
        var type = Golden.type(file);
        var mutants = Mutants.of(Golden.json("/schemas/" + type + ".v1.json"), Golden.json("/golden/" + file));

        assertThat(mutants).hasSizeGreaterThan(5);
        mutants.forEach((wrong, body) -> {
            assertThat(Golden.faults(type, body)).as("schema: %s", wrong).isNotEmpty();
            assertThatThrownBy(() -> decode(type, body.toString()))
                    .as("decoding: %s", wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void saysWhichFieldIsMissing() {
        var paid = ((ObjectNode) Golden.json("/golden/OrderPaid.v1.json")).without("at");

        assertThatThrownBy(() -> decode("OrderPaid", paid.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a OrderPaid")
                .hasMessageContaining("'at'");
    }

    @Test
    void everySchemaHasAGoldenFileAndAnIdThatEventsPointTo() {
        for (var file : Golden.schemaFiles()) {
            assertThat(Golden.files()).contains(file);
            assertThat(Golden.json("/schemas/" + file).get("$id").asText())
                    .isEqualTo(Envelope.dataSchema("polystore.any." + Golden.type(file)));
        }
        assertThat(Golden.schemaFiles()).hasSize((int)
                Golden.files().stream().map(Golden::type).distinct().count());
    }

    @Test
    void refusesATypeItDoesNotKnow() {
        assertThatThrownBy(() -> OrderEvent.decode("polystore.orders.OrderLost", new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OrderLost");
    }

    static Object decode(String type, String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        return switch (type) {
            case "OrderDocument" -> ContractJson.decode(body, OrderDocument.class);
            case "StockLevel" -> ContractJson.decode(body, StockLevel.class);
            case "CategorySnapshot" -> ContractJson.decode(body, CategorySnapshot.class);
            case "ProductSnapshot" -> ContractJson.decode(body, ProductSnapshot.class);
            default -> OrderEvent.decode(OrderEvent.TYPE_PREFIX + type, body);
        };
    }

    private static List<String> required(String type) {
        var names = new ArrayList<String>();
        Golden.json("/schemas/" + type + ".v1.json").get("required").forEach(it -> names.add(it.asText()));
        return names;
    }

    private static JsonNode without(JsonNode golden, String field) {
        return ((ObjectNode) golden.deepCopy()).without(field);
    }

    private static JsonNode with(JsonNode golden, String field, JsonNode value) {
        return ((ObjectNode) golden.deepCopy()).set(field, value);
    }
}
