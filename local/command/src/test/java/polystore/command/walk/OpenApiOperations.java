package polystore.command.walk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks what generated clients and readers need of every operation in an OpenAPI document: an `operationId`, a tag, a
/// schema for each body.
final class OpenApiOperations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    /// Words such as `Order views`; class names have capitals within.
    private static final Pattern TAG = Pattern.compile("[A-Z][a-z]+( [a-z]+)*");
    /// Responses that may have no body.
    private static final Set<String> WITHOUT_CONTENT = Set.of("202", "204");

    private final Set<String> operationIds = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    /// @return what is missing, such as `GET /v1/orders has no operationId`
    static List<String> faults(JsonNode document) {
        var operations = new OpenApiOperations();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.check(
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue());
                }
            }
        }
        return operations.faults;
    }

    private void check(String name, JsonNode operation) {
        var id = operation.path("operationId").asText();
        if (id.isEmpty()) {
            faults.add(name + " has no operationId");
        } else if (!operationIds.add(id)) {
            faults.add(name + " has the operationId " + id + " of another operation");
        }
        if (operation.path("tags").isEmpty()) {
            faults.add(name + " has no tag");
        }
        for (var tag : operation.path("tags")) {
            if (!TAG.matcher(tag.asText()).matches()) {
                faults.add(name + " has the tag " + tag + ", which is not words");
            }
        }
        if (operation.has("requestBody")) {
            checkContent(name + " has a request body", operation.path("requestBody"));
        }
        for (var response : operation.path("responses").properties()) {
            checkResponse(name, response);
        }
    }

    private void checkResponse(String name, Map.Entry<String, JsonNode> response) {
        var status = response.getKey();
        if (status.startsWith("2") && !WITHOUT_CONTENT.contains(status)) {
            checkContent(name + " has a response " + status, response.getValue());
        }
    }

    private void checkContent(String what, JsonNode body) {
        if (body.path("content").isEmpty()) {
            faults.add(what + " without a media type");
        }
        for (var media : body.path("content").properties()) {
            if (media.getValue().path("schema").isEmpty()) {
                faults.add(what + " without a schema for " + media.getKey());
            }
        }
    }
}
