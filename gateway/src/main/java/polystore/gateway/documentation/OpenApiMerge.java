package polystore.gateway.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adds OpenAPI documents up to one. Source: OpenAPI 3.1.
///
/// A component that two services name alike is kept once if it is alike all the way down, else the later one is renamed
/// after its service. `/q/…` paths stay behind: they are for operators, not behind the door.
final class OpenApiMerge {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final ObjectNode merged = JsonNodeFactory.instance.objectNode();
    private final ObjectNode paths;
    private final ObjectNode components;
    private final Set<String> operationIds = new HashSet<>();

    OpenApiMerge(String title, String version) {
        merged.put("openapi", "3.1.0");
        merged.putObject("info").put("title", title).put("version", version);
        merged.putArray("servers").addObject().put("url", "/");
        paths = merged.putObject("paths");
        components = merged.putObject("components");
    }

    /// @param owner whose document it is, such as `orders`
    OpenApiMerge add(String owner, JsonNode document) {
        var renamed = Renaming.of(owner, document, components).applyTo(document);
        for (var section : renamed.path("components").properties()) {
            var into = components.withObjectProperty(section.getKey());
            for (var component : section.getValue().properties()) {
                into.set(component.getKey(), component.getValue());
            }
        }
        for (var path : renamed.path("paths").properties()) {
            if (!path.getKey().startsWith("/q/") && path.getValue() instanceof ObjectNode item) {
                addPath(owner, path.getKey(), item, renamed.path("security"));
            }
        }
        return this;
    }

    /// Lets every operation that does not name one of these statuses answer it with a shared response.
    ///
    /// @param responses names of `components.responses` by status
    OpenApiMerge withCommonResponses(Map<String, String> responses) {
        for (var item : paths) {
            METHODS.stream().map(item::get).filter(ObjectNode.class::isInstance).forEach(operation -> {
                var listed = ((ObjectNode) operation).withObjectProperty("responses");
                responses.forEach((status, name) -> {
                    if (!listed.has(status)) {
                        listed.putObject(status).put("$ref", "#/components/responses/" + name);
                    }
                });
            });
        }
        return this;
    }

    ObjectNode document() {
        return merged;
    }

    private void addPath(String owner, String path, ObjectNode item, JsonNode security) {
        for (var method : METHODS) {
            if (item.get(method) instanceof ObjectNode operation) {
                complete(owner, operation, security);
            }
        }
        paths.withObjectProperty(path).setAll(item);
    }

    private void complete(String owner, ObjectNode operation, JsonNode security) {
        if (!operation.has("tags")) {
            operation.putArray("tags").add(owner);
        }
        if (!operation.has("security") && security.isArray()) {
            operation.set("security", security);
        }
        var id = operation.path("operationId").asText("");
        if (!id.isEmpty() && !operationIds.add(id)) {
            operation.put("operationId", owner + "_" + id);
            operationIds.add(owner + "_" + id);
        }
    }
}
