package polystore.analytics.documents;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonDocument;
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
import polystore.analytics.documents.MongoOrderDocuments.Position;
import polystore.contracts.orders.OrderStatus;
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

    private static final Set<String> PARAMETERS =
            Set.of("status", "sku", "productId", "customerId", "country", "placedFrom", "placedTo", "limit", "cursor");

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
    @Operation(operationId = "orderDocuments", summary = "Order documents, newest first")
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
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 100, default 20",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "the value of next in the previous page",
            schema = @Schema(type = SchemaType.STRING))
    public RestResponse<Page<Map<String, Object>>> orders(@Context UriInfo uri) {
        var parameters = QueryParameters.of(uri, PARAMETERS);
        var filter = filter(parameters);
        return new PageParameters(parameters.text("limit"), parameters.text("cursor"), uri)
                .answer(
                        "analytics/orders?" + filter,
                        cursors,
                        (after, count) -> documents.list(filter, position(after), count),
                        OrderDocumentsResource::position,
                        OrderDocumentTree::of);
    }

    private static OrderFilter filter(QueryParameters parameters) {
        return new OrderFilter(
                parameters.constant("status", OrderStatus.class, EnumSet.allOf(OrderStatus.class)),
                parameters.text("sku"),
                parameters.text("productId"),
                parameters.text("customerId"),
                parameters.text("country"),
                parameters.millis("placedFrom"),
                parameters.millis("placedTo"));
    }

    private static String position(BsonDocument last) {
        return last.getDateTime("placedAt").getValue() + " "
                + last.getBinary("_id").asUuid();
    }

    private static @Nullable Position position(String text) {
        if (text.isEmpty()) {
            return null;
        }
        var parts = text.split(" ", 2);
        return new Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]));
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
