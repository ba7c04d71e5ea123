package polystore.gateway.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Merges OpenAPI documents into one. Source: OpenAPI 3.1.
///
/// Components with the same name are kept once if they are equal, with everything they refer to; otherwise the later
/// one gets the name of its service as a prefix. `/q/…` paths are left out: the gateway has no route to them.
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

    /// @param owner the service whose document it is, such as `orders`
    OpenApiMerge add(String owner, JsonNode document) {
        var renamed = ComponentRenaming.of(owner, document, components).applyTo(document);
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

    /// Adds shared responses to every operation that does not document these statuses itself.
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

    /// A path of several services, such as that of their dead letters, is documented by the first.
    private void addPath(String owner, String path, ObjectNode item, JsonNode security) {
        if (paths.has(path)) {
            return;
        }
        for (var method : METHODS) {
            if (item.get(method) instanceof ObjectNode operation) {
                complete(owner, operation, security);
            }
        }
        paths.set(path, item);
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
