package polystore.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// Bodies that each break one rule of their schema: a required field gone or null, an array shorter or a number lower
/// than allowed, at any depth.
final class Mutants {

    private final JsonNode schema;
    private final JsonNode golden;
    private final Map<String, JsonNode> found = new LinkedHashMap<>();

    private Mutants(JsonNode schema, JsonNode golden) {
        this.schema = schema;
        this.golden = golden;
    }

    /// @return by what is wrong, such as `/lines/0/sku is null`
    static Map<String, JsonNode> of(JsonNode schema, JsonNode golden) {
        var mutants = new Mutants(schema, golden);
        mutants.walk(schema, "");
        return mutants.found;
    }

    private void walk(JsonNode rules, String path) {
        if (rules.has("$ref")) {
            walk(schema.at(rules.get("$ref").asText().substring(1)), path);
            return;
        }
        var here = golden.at(path);
        if (here.isArray() && !here.isEmpty()) {
            array(rules, path);
        } else if (here.isObject()) {
            object(rules, path);
        } else if (rules.has("minimum") && here.isIntegralNumber()) {
            replace(
                    path,
                    "is too low",
                    Golden.JSON.getNodeFactory().numberNode(rules.get("minimum").asLong() - 1));
        }
    }

    private void array(JsonNode rules, String path) {
        if (rules.path("minItems").asInt(0) > 0) {
            replace(path, "is empty", Golden.JSON.createArrayNode());
        }
        replace(path + "/0", "is null", Golden.JSON.nullNode());
        walk(rules.path("items"), path + "/0");
    }

    private void object(JsonNode rules, String path) {
        for (var name : rules.path("required")) {
            var field = path + "/" + name.asText();
            replace(field, "is null", Golden.JSON.nullNode());
            var without = golden.deepCopy();
            ((ObjectNode) without.at(path)).remove(name.asText());
            found.put(field + " is missing", without);
        }
        rules.path("properties")
                .properties()
                .forEach(property -> walk(property.getValue(), path + "/" + property.getKey()));
    }

    private void replace(String path, String wrong, JsonNode value) {
        var changed = golden.deepCopy();
        var end = path.lastIndexOf('/');
        var parent = changed.at(path.substring(0, end));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(path.substring(end + 1)), value);
        } else {
            ((ObjectNode) parent).set(path.substring(end + 1), value);
        }
        found.put(path + " " + wrong, changed);
    }
}
