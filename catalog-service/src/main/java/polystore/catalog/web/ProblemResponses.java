package polystore.catalog.web;

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
import polystore.http.Problem;

/// Writes into the OpenAPI document which problems each operation answers, which follows from its method and path.
public class ProblemResponses implements OASFilter {

    private static final String REFUSED = "Refused: see detail and errors for what to do";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        describeShapes(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    /// What the scanner cannot see: shapes with a JSON form of their own, and the problem, which no method returns.
    private static void describeShapes(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        var error = object().addProperty("path", text("where in the request"))
                .addProperty("detail", text("what is wrong with it"));
        api.getComponents()
                .addSchema(
                        "Problem",
                        object().description("RFC 9457")
                                .addProperty("type", text("a stable slug such as request/invalid"))
                                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                                .addProperty("title", text("the same for every problem of this type"))
                                .addProperty("detail", text("what to do"))
                                .addProperty(
                                        "errors",
                                        OASFactory.createSchema()
                                                .addType(SchemaType.ARRAY)
                                                .items(error)))
                .addSchema(
                        "Money",
                        object().required(List.of("amount", "currency"))
                                .addProperty("amount", text("a decimal, exact").pattern("^-?\\d{1,15}(\\.\\d{1,4})?$"))
                                .addProperty("currency", text("ISO 4217").pattern("^[A-Z]{3}$")))
                .addSchema(
                        "Text",
                        OASFactory.createSchema()
                                .description("a text, or one per language")
                                .addType(SchemaType.STRING)
                                .addType(SchemaType.OBJECT));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static void describe(String path, HttpMethod method, Operation operation) {
        statuses(path, method).forEach((status, why) -> operation.getResponses().addAPIResponse(status, problem(why)));
    }

    private static Map<String, String> statuses(String path, HttpMethod method) {
        var statuses = new TreeMap<>(Map.of("400", REFUSED, "503", "The database is away: see Retry-After"));
        if (path.contains("{")) {
            statuses.put("404", "There is none, or not for you");
        }
        if (method != HttpMethod.GET) {
            statuses.put("401", "No valid token");
            statuses.put("403", "Another role is needed");
            statuses.put("409", "It conflicts with what there is");
            statuses.put("413", "The body is larger than the limit");
            statuses.put("415", "Another media type is needed");
            statuses.put("422", "Against a rule of the catalog");
        }
        if (method == HttpMethod.PUT || method == HttpMethod.PATCH || method == HttpMethod.DELETE) {
            statuses.put("412", "Changed by somebody else");
            statuses.put("428", "Send If-Match");
        }
        return statuses;
    }

    private static APIResponse problem(String why) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        return OASFactory.createAPIResponse()
                .description(why)
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
    }
}
