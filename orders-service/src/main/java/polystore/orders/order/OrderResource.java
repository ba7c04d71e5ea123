package polystore.orders.order;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.orders.order.OrderJson.HistoryJson;
import polystore.orders.order.OrderJson.StepJson;
import polystore.platform.http.Roles;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;

/// Reads orders: one by id, its history, and lists.
@Path("/v1/orders")
@Tag(name = "Orders")
class OrderResource {

    private final OwnOrders orders;
    private final PostgresOrderList list;
    private final PostgresHistory history;
    private final OrderAnswers answers;
    private final Cursors cursors;
    private final Caller caller;

    OrderResource(
            OwnOrders orders,
            PostgresOrderList list,
            PostgresHistory history,
            OrderAnswers answers,
            Cursors cursors,
            Caller caller) {
        this.orders = orders;
        this.list = list;
        this.history = history;
        this.answers = answers;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getOrder", summary = "Read an order")
    @RolesAllowed({Roles.CUSTOMER, Roles.STAFF})
    @APIResponse(
            responseCode = "200",
            description = "The order",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
    public Response order(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var row = orders.find(id, caller);
        var version = row.order().version();
        return EntityTags.notModified(ifNoneMatch, version) ? EntityTags.notModified(version) : answers.ok(row, caller);
    }

    @GET
    @Path("/{id}/history")
    @Operation(operationId = "getOrderHistory", summary = "Read the statuses that an order had, oldest first")
    @RolesAllowed({Roles.CUSTOMER, Roles.STAFF})
    public HistoryJson history(@PathParam("id") String id) {
        var row = orders.find(id, caller);
        return new HistoryJson(history.of(row.order().facts().id()).stream()
                .map(step -> new StepJson(step.status(), step.version(), step.at(), step.by()))
                .toList());
    }

    /// A customer lists their own orders, staff all orders or those of one customer.
    @GET
    @Operation(operationId = "listOrders", summary = "List orders, newest first")
    @RolesAllowed({Roles.CUSTOMER, Roles.STAFF})
    public RestResponse<Page<OrderJson>> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("sku") @Nullable String sku,
            @QueryParam("placedFrom") @Nullable String placedFrom,
            @QueryParam("placedTo") @Nullable String placedTo,
            @QueryParam("customerId") @Nullable String customerId,
            @BeanParam PageParameters page) {
        var query = new OrderQuery(status, sku, placedFrom, placedTo, customerId);
        var found = page.read(
                query.scope(caller),
                cursors,
                (before, count) ->
                        list.list(query.filter(caller, before.isEmpty() ? null : UUID.fromString(before)), count),
                row -> row.order().facts().id().toString());
        return new Page<>(answers.all(found.items(), caller), found.next()).toResponse(page.uri());
    }
}
