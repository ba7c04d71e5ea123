package polystore.platform.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import polystore.platform.http.Problem;

/// Adds to each operation of a service's OpenAPI document the problems with which it may respond, derived from its
/// method, path, body, headers and roles. Configured as `mp.openapi.filter`.
public class ProblemsInOpenApi implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        // The annotation scanner does not find these two: Money has its own JSON form, and no method returns a
        // Problem.
        api.getComponents().addSchema("Problem", problem()).addSchema("Money", money());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        statuses(path, method, operation)
                .forEach((status, why) -> operation.getResponses().addAPIResponse(status, response(why)));
        if (hasHeader(operation, "If-None-Match") && method == HttpMethod.GET) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "304",
                            OASFactory.createAPIResponse()
                                    .description("The resource has not changed since If-None-Match"));
        }
    }

    private static Map<String, String> statuses(String path, HttpMethod method, Operation operation) {
        var statuses = new TreeMap<>(Map.of(
                "400", "The request is not valid: errors names the fields",
                "503", "The database is not available: try again after Retry-After"));
        if (operation.getSecurity() != null) {
            statuses.put("401", "The token is missing or not valid");
            statuses.put("403", "The token lacks the role for this call");
        }
        if (path.contains("{")) {
            statuses.put("404", "The resource does not exist, or the caller may not see it");
        }
        if (operation.getRequestBody() != null) {
            statuses.put("413", "The body is larger than the limit");
            statuses.put("415", "The media type of the body is not supported");
        }
        if (method != HttpMethod.GET) {
            statuses.put("409", "The current state of the resource does not allow it");
            statuses.put("422", "A business rule does not allow it");
        }
        if (hasHeader(operation, "If-Match")) {
            statuses.put("412", "The resource has another version than If-Match");
            statuses.put("428", "If-Match is missing");
        }
        return statuses;
    }

    private static boolean hasHeader(Operation operation, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(it -> name.equalsIgnoreCase(it.getName()));
    }

    private static APIResponse response(String why) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        return OASFactory.createAPIResponse()
                .description(why)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
    }

    private static Schema problem() {
        var error = object().addProperty("path", text("where in the request"))
                .addProperty("detail", text("what is wrong with it"));
        return object().description("RFC 9457")
                .addProperty("type", text("a stable slug such as request/invalid"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("title", text("the same for every problem of this type"))
                .addProperty("detail", text("what to do"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(error));
    }

    private static Schema money() {
        return object().required(List.of("amount", "currency"))
                .addProperty("amount", text("a decimal, exact").pattern("^-?\\d{1,15}(\\.\\d{1,4})?$"))
                .addProperty("currency", text("ISO 4217").pattern("^[A-Z]{3}$"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
