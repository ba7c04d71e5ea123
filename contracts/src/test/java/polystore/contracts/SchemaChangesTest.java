package polystore.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The gate against changes that break readers can fail, at every depth, and says what to do.
class SchemaChangesTest {

    private static final String SCHEMA = "/schemas/OrderReturned.v1.json";

    @Test
    void anAddedOptionalFieldAndADescriptionBreakNobody() {
        assertThat(faults(schema -> {
                    properties(schema, "").putObject("channel").put("type", "string");
                    ((ObjectNode) properties(schema, "").get("at")).put("description", "Another text.");
                }))
                .isEmpty();
    }

    @Test
    void aRemovedFieldIsAFault() {
        assertThat(faults(schema -> properties(schema, "").remove("refundDue")))
                .singleElement()
                .asString()
                .startsWith("/refundDue was removed or renamed")
                .contains("restore it");
    }

    @Test
    void aRenamedFieldIsAFaultInAnArrayToo() {
        assertThat(faults(schema -> {
                    var line = properties(schema, "/$defs/returnedLine");
                    line.set("code", line.remove("sku"));
                    required(schema, "/$defs/returnedLine").remove(1);
                    required(schema, "/$defs/returnedLine").add("code");
                }))
                .hasSize(2)
                .anyMatch(it -> it.startsWith("/lines/[]/sku was removed or renamed"))
                .anyMatch(it -> it.startsWith("/lines/[]/code is required now"));
    }

    @Test
    void aNarrowedTypeIsAFault() {
        assertThat(faults(schema -> ((ObjectNode) properties(schema, "").get("version")).put("type", "string")))
                .singleElement()
                .asString()
                .startsWith("/version has another type (\"integer\" became \"string\")")
                .contains("add a field with the new meaning");
        assertThat(faults(schema -> ((ObjectNode) properties(schema, "").get("customerId")).put("maxLength", 10)))
                .singleElement()
                .asString()
                .startsWith("/customerId has another maxLength (64 became 10)");
        assertThat(faults(schema -> ((ObjectNode) properties(schema, "").get("customerId")).put("pattern", "^[a-z]$")))
                .singleElement()
                .asString()
                .startsWith("/customerId has another pattern (nothing became");
    }

    @Test
    void aNewRequiredFieldIsAFaultAndSoIsOneThatMayBeMissingNow() {
        assertThat(faults(schema -> {
                    properties(schema, "").putObject("channel").put("type", "string");
                    required(schema, "").add("channel");
                }))
                .singleElement()
                .asString()
                .startsWith("/channel is required now")
                .contains("@Nullable");
        assertThat(faults(schema -> required(schema, "").remove(2)))
                .singleElement()
                .asString()
                .startsWith("/at is no longer required");
    }

    private static List<String> faults(Consumer<ObjectNode> change) {
        var changed = (ObjectNode) Golden.json(SCHEMA);
        change.accept(changed);
        return SchemaChanges.faults(Golden.json(SCHEMA), changed);
    }

    private static ObjectNode properties(ObjectNode schema, String path) {
        return (ObjectNode) schema.at(path + "/properties");
    }

    private static ArrayNode required(ObjectNode schema, String path) {
        return (ArrayNode) schema.at(path + "/required");
    }
}
