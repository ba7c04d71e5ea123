package polystore.orders.administration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import polystore.orders.administration.AdministrationJson.CustomerKeyJson;
import polystore.orders.administration.AdministrationJson.OutboxPartitionJson;
import polystore.orders.administration.AdministrationJson.ParkedEventJson;
import polystore.orders.administration.AdministrationJson.StockRowJson;
import polystore.orders.stock.StockRows;
import polystore.platform.http.Roles;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.Page;

/// Pages of database rows for operators.
@Path("/v1/admin")
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Administration")
class AdministrationResource {

    private final ParkedEventRows parkedEvents;
    private final CustomerKeyRows customerKeys;
    private final OutboxPartitionRows partitions;
    private final StockRows stock;
    private final Cursors cursors;

    AdministrationResource(
            ParkedEventRows parkedEvents,
            CustomerKeyRows customerKeys,
            OutboxPartitionRows partitions,
            StockRows stock,
            Cursors cursors) {
        this.parkedEvents = parkedEvents;
        this.customerKeys = customerKeys;
        this.partitions = partitions;
        this.stock = stock;
        this.cursors = cursors;
    }

    @GET
    @Path("/outbox/parked")
    @Operation(operationId = "listParkedEvents", summary = "List events that Kafka refused, oldest first")
    public RestResponse<Page<ParkedEventJson>> parkedEvents(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Page.limit(limit);
        var after = position("admin/parked", cursor);
        var rows = parkedEvents.after(after.isEmpty() ? Long.MIN_VALUE : Long.parseLong(after), most);
        return page("admin/parked", rows, most, row -> String.valueOf(row.id), ParkedEventJson::of)
                .toResponse(uri);
    }

    @GET
    @Path("/customer-keys")
    @Operation(
            operationId = "listCustomerKeys",
            summary = "List customers' data keys and the master keys that wrap them, without the keys themselves")
    public RestResponse<Page<CustomerKeyJson>> customerKeys(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Page.limit(limit);
        var rows = customerKeys.after(position("admin/customer-keys", cursor), most);
        return page("admin/customer-keys", rows, most, row -> row.customerId, CustomerKeyJson::of)
                .toResponse(uri);
    }

    @GET
    @Path("/outbox/partitions")
    @Operation(operationId = "listOutboxPartitions", summary = "List the outbox's daily partitions, oldest first")
    public RestResponse<Page<OutboxPartitionJson>> partitions(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Page.limit(limit);
        var rows = partitions.after(position("admin/partitions", cursor), most);
        return page("admin/partitions", rows, most, row -> row.name, OutboxPartitionJson::of)
                .toResponse(uri);
    }

    @GET
    @Path("/stock")
    @Operation(operationId = "listStock", summary = "List the stock of all SKUs, by SKU")
    public RestResponse<Page<StockRowJson>> stock(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Page.limit(limit);
        var rows = stock.after(position("admin/stock", cursor), most);
        return page("admin/stock", rows, most, row -> row.sku, StockRowJson::of).toResponse(uri);
    }

    /// The key of the last row of the previous page; empty for the first page.
    private String position(String list, @Nullable String cursor) {
        return cursor == null ? "" : cursors.open(list, cursor);
    }

    /// @param rows one more than `most` when there is another page
    private <R, J> Page<J> page(String list, List<R> rows, int most, Function<R, String> key, Function<R, J> json) {
        var shown = rows.stream().limit(most).toList();
        var next = rows.size() > most ? cursors.seal(list, key.apply(shown.getLast())) : null;
        return new Page<>(shown.stream().map(json).toList(), next);
    }
}
