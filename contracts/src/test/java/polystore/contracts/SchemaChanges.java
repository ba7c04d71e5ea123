package polystore.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Compares a schema with its released form. Readers of both forms read records of both only while fields are added and
/// none of them is required: everything else is a fault.
final class SchemaChanges {

    /// Words that say nothing about which records are valid.
    private static final Set<String> ANNOTATIONS =
            Set.of("description", "title", "$id", "$schema", "$defs", "examples");

    private static final Set<String> STRUCTURE = Set.of("properties", "required", "items", "$ref");

    private static final String NEW_TYPE =
            "publish another version of the type beside this one, and remove this one when nobody reads it";

    private final JsonNode released;
    private final JsonNode current;
    private final List<String> faults = new ArrayList<>();

    private SchemaChanges(JsonNode released, JsonNode current) {
        this.released = released;
        this.current = current;
    }

    /// @return each with its mend, such as `/total was removed: …`
    static List<String> faults(JsonNode released, JsonNode current) {
        var changes = new SchemaChanges(released, current);
        changes.compare("", released, current);
        return changes.faults;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        var old = resolve(released, before);
        var now = resolve(current, after);
        compareRules(path, old, now);
        compareFields(path, old, now);
        if (old.has("items") && now.has("items")) {
            compare(path + "/[]", old.get("items"), now.get("items"));
        }
    }

    private void compareRules(String path, JsonNode old, JsonNode now) {
        var words = new TreeSet<String>();
        old.fieldNames().forEachRemaining(words::add);
        now.fieldNames().forEachRemaining(words::add);
        words.removeAll(ANNOTATIONS);
        words.removeAll(STRUCTURE);
        for (var word : words) {
            if (!old.path(word).equals(now.path(word))) {
                faults.add(name(path) + " has another " + word + " (" + shown(old.path(word)) + " became "
                        + shown(now.path(word))
                        + "), so records of one form are refused by readers of the other: restore"
                        + " it and add a field with the new meaning, or " + NEW_TYPE);
            }
        }
    }

    private void compareFields(String path, JsonNode old, JsonNode now) {
        var oldRequired = required(old);
        var nowRequired = required(now);
        for (var field : old.path("properties").properties()) {
            var at = path + "/" + field.getKey();
            if (!now.path("properties").has(field.getKey())) {
                faults.add(
                        at + " was removed or renamed, and readers use it: restore it; under a new name it may be added"
                                + " beside the old one, or " + NEW_TYPE);
                continue;
            }
            if (oldRequired.contains(field.getKey()) && !nowRequired.contains(field.getKey())) {
                faults.add(at + " is no longer required, and readers refuse a record without it: require it, or "
                        + NEW_TYPE);
            }
            compare(at, field.getValue(), now.path("properties").get(field.getKey()));
        }
        nowRequired.stream()
                .filter(field -> !oldRequired.contains(field))
                .forEach(field -> faults.add(path + "/" + field + " is required now, and records that were published"
                        + " before lack it: make it optional (@Nullable in the record), or " + NEW_TYPE));
    }

    private static Set<String> required(JsonNode rules) {
        var names = new TreeSet<String>();
        rules.path("required").forEach(it -> names.add(it.asText()));
        return names;
    }

    private static JsonNode resolve(JsonNode schema, JsonNode rules) {
        return rules.has("$ref") ? schema.at(rules.get("$ref").asText().substring(1)) : rules;
    }

    private static String name(String path) {
        return path.isEmpty() ? "the body" : path;
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
