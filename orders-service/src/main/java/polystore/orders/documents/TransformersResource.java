package polystore.orders.documents;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.contracts.Topics;
import polystore.orders.documents.TransformersJson.DocumentBesideRowsJson;
import polystore.orders.documents.TransformersJson.MappingJson;
import polystore.orders.documents.TransformersJson.MappingsJson;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.rest.ProblemResponse;

/// The mappings from rows to documents that this service runs, and single documents beside their rows.
@Path("/v1/admin/transformers")
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Administration")
class TransformersResource {

    /// So many documents can be compared by hand or by the console at once.
    private static final int NEWEST_MAX = 20;

    private final PostgresOrderDocuments documents;
    private final PostgresDocumentRequests requests;
    private final OrderDocumentsRelay relay;

    TransformersResource(
            PostgresOrderDocuments documents, PostgresDocumentRequests requests, OrderDocumentsRelay relay) {
        this.documents = documents;
        this.requests = requests;
        this.relay = relay;
    }

    @GET
    @Operation(operationId = "listTransformers", summary = "List the mappings from rows to documents")
    @APIResponse(
            responseCode = "200",
            description = "The mappings that this service runs",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = MappingsJson.class)))
    public MappingsJson list() {
        return new MappingsJson(List.of(new MappingJson(
                PostgresOrdersMapping.name(),
                PostgresOrdersMapping.version(),
                PostgresOrdersMapping.root(),
                Topics.ORDERS_DOCUMENTS,
                relay.published(),
                relay.refused(),
                requests.newest(NEWEST_MAX))));
    }

    @GET
    @Path("/orders/documents/{id}")
    @Operation(
            operationId = "computeOrderDocument",
            summary = "Compute the document of an order now, and show the rows that make it")
    @APIResponse(
            responseCode = "200",
            description = "The document and its rows in one snapshot",
            content =
                    @Content(
                            mediaType = APPLICATION_JSON,
                            schema = @Schema(implementation = DocumentBesideRowsJson.class)))
    public Response document(@PathParam("id") UUID id) throws SQLException {
        return documents
                .besideRows(id)
                .map(it -> Response.ok(DocumentBesideRowsJson.of(it)).build())
                .orElseGet(TransformersResource::notFound);
    }

    /// Publishes it again whether or not it differs, in the order of the events of the order.
    @POST
    @Path("/orders/documents/{id}/publication")
    @Operation(operationId = "publishOrderDocument", summary = "Compute and publish the document of an order again")
    @APIResponse(responseCode = "202", description = "It will be computed and published within seconds")
    public Response publish(@PathParam("id") UUID id) {
        return requests.publish(id) ? Response.accepted().build() : notFound();
    }

    private static Response notFound() {
        return ProblemResponse.of(
                Problem.of("orders/not-found", 404, "There is no such order", "Check the order's id."));
    }
}
