package polystore.analytics.documents;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.platform.http.Problem;
import polystore.platform.http.ProblemException;
import polystore.platform.http.Roles;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;
import polystore.platform.rest.QueryParameters;

/// `GET /v1/analytics/orders` and `/v1/analytics/orders/{id}`: complete order documents.
@Path("/v1/analytics/orders")
@Tag(name = "Analytics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ANALYST)
class OrderDocumentsResource {

    private final MongoOrderDocuments documents;
    private final Cursors cursors;

    public OrderDocumentsResource(MongoOrderDocuments documents, Cursors cursors) {
        this.documents = documents;
        this.cursors = cursors;
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "orderDocument", summary = "One order document")
    @APIResponse(
            responseCode = "200",
            description = "The order document",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public Response order(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var found = documents.find(uuid(id));
        if (found == null) {
            throw unknown(id);
        }
        var version = found.getDocument("_m").getInt64("v").getValue();
        return EntityTags.notModified(ifNoneMatch, version)
                ? EntityTags.notModified(version)
                : Response.ok(OrderDocumentTree.of(found))
                        .header("ETag", EntityTags.of(version))
                        .build();
    }

    @GET
    @Operation(
            operationId = "orderDocuments",
            summary = "Order documents by customer, product, place, status, time or amount",
            description = OfferedQueries.OFFERED)
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "order status, such as PAID",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "sku", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "productId", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "customerId", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "country",
            in = ParameterIn.QUERY,
            description = "ISO 3166-1 alpha-2",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "city", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "placedFrom",
            in = ParameterIn.QUERY,
            description = "ISO-8601 instant, inclusive",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "placedTo",
            in = ParameterIn.QUERY,
            description = "ISO-8601 instant, exclusive",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Parameter(
            name = "currency",
            in = ParameterIn.QUERY,
            description = "ISO 4217 code of the total; needed to sort by amount",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "amountMin",
            in = ParameterIn.QUERY,
            description = "of the total, inclusive",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "amountMax",
            in = ParameterIn.QUERY,
            description = "of the total, inclusive",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"newest", "oldest", "amount", "-amount"},
                            defaultValue = "newest"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "the value of next in the previous page",
            schema = @Schema(type = SchemaType.STRING))
    public RestResponse<Page<Map<String, Object>>> orders(@BeanParam PageParameters page) {
        var query = OrderQueryParameters.read(QueryParameters.of(page.uri(), OrderQueryParameters.KNOWN));
        var sort = query.sort();
        return page.answer(
                "analytics/orders?" + query,
                cursors,
                (after, count) -> documents.list(query, position(after, sort), count),
                last -> OrderPosition.of(last, sort).text(),
                OrderDocumentTree::of);
    }

    private static @Nullable OrderPosition position(String text, OrderSort sort) {
        return text.isEmpty() ? null : OrderPosition.of(text, sort);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound("There is no document for the order " + id.substring(0, Math.min(id.length(), 64))
                        + "; the document of a new order appears within seconds.")
                .asException();
    }
}
