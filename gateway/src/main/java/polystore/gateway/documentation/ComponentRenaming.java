package polystore.gateway.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// New names for the components of a document whose names are taken by different components of other documents.
///
/// @param byReference old reference (`#/components/schemas/Page`) to new
record ComponentRenaming(Map<String, String> byReference) {

    private static final String PREFIX = "#/components/";

    /// @param taken the components merged so far
    static ComponentRenaming of(String owner, JsonNode document, JsonNode taken) {
        var renaming = new ComponentRenaming(new HashMap<>());
        // Renaming a component makes those that refer to it different too, so repeat until nothing changes.
        var before = -1;
        while (before != renaming.byReference.size()) {
            before = renaming.byReference.size();
            renaming.find(owner, document.path("components"), taken);
        }
        return renaming;
    }

    JsonNode applyTo(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var result = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> result.set(field.getKey(), applyTo(field.getValue())));
                yield withRenamedKeys(result);
            }
            case ArrayNode array -> {
                var result = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> result.add(applyTo(element)));
                yield result;
            }
            case TextNode text -> TextNode.valueOf(byReference.getOrDefault(text.textValue(), text.textValue()));
            default -> node;
        };
    }

    private void find(String owner, JsonNode components, JsonNode taken) {
        for (var section : components.properties()) {
            for (var component : section.getValue().properties()) {
                var other = taken.path(section.getKey()).get(component.getKey());
                if (other != null && !other.equals(applyTo(component.getValue()))) {
                    var reference = PREFIX + section.getKey() + "/";
                    byReference.put(reference + component.getKey(), reference + name(owner, component.getKey()));
                }
            }
        }
    }

    /// Names of components are keys in `components`; names of security schemes are keys in `security` too.
    private JsonNode withRenamedKeys(ObjectNode object) {
        if (object.get("components") instanceof ObjectNode components) {
            components.properties().forEach(section -> {
                if (section.getValue() instanceof ObjectNode named) {
                    components.set(section.getKey(), renameKeys(section.getKey(), named));
                }
            });
        }
        if (object.get("security") instanceof ArrayNode requirements) {
            for (int i = 0; i < requirements.size(); i++) {
                if (requirements.get(i) instanceof ObjectNode requirement) {
                    requirements.set(i, renameKeys("securitySchemes", requirement));
                }
            }
        }
        return object;
    }

    private ObjectNode renameKeys(String section, ObjectNode named) {
        var result = JsonNodeFactory.instance.objectNode();
        var reference = PREFIX + section + "/";
        named.properties().forEach(entry -> {
            var renamed = byReference.getOrDefault(reference + entry.getKey(), reference + entry.getKey());
            result.set(renamed.substring(reference.length()), entry.getValue());
        });
        return result;
    }

    private static String name(String owner, String component) {
        return owner.substring(0, 1).toUpperCase(Locale.ROOT) + owner.substring(1) + component;
    }
}
