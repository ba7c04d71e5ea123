package polystore.orders.administration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import polystore.orders.administration.AdministrationJson.CustomerKeyJson;
import polystore.orders.administration.AdministrationJson.OutboxPartitionJson;
import polystore.orders.administration.AdministrationJson.ParkedEventJson;
import polystore.orders.administration.AdministrationJson.StockRowJson;
import polystore.orders.stock.StockRows;
import polystore.platform.http.Roles;
import polystore.platform.rest.Cursors;
import polystore.platform.rest.Page;
import polystore.platform.rest.PageParameters;

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
    public RestResponse<Page<ParkedEventJson>> parkedEvents(@BeanParam PageParameters page) {
        return page.answer(
                "admin/parked", cursors, parkedEvents::after, row -> String.valueOf(row.id), ParkedEventJson::of);
    }

    @GET
    @Path("/customer-keys")
    @Operation(
            operationId = "listCustomerKeys",
            summary = "List customers' data keys and the master keys that wrap them, without the keys themselves")
    public RestResponse<Page<CustomerKeyJson>> customerKeys(@BeanParam PageParameters page) {
        return page.answer(
                "admin/customer-keys", cursors, customerKeys::after, row -> row.customerId, CustomerKeyJson::of);
    }

    @GET
    @Path("/outbox/partitions")
    @Operation(operationId = "listOutboxPartitions", summary = "List the outbox's daily partitions, oldest first")
    public RestResponse<Page<OutboxPartitionJson>> partitions(@BeanParam PageParameters page) {
        return page.answer("admin/partitions", cursors, partitions::after, row -> row.name, OutboxPartitionJson::of);
    }

    @GET
    @Path("/stock")
    @Operation(operationId = "listStock", summary = "List the stock of all SKUs, by SKU")
    public RestResponse<Page<StockRowJson>> stock(@BeanParam PageParameters page) {
        return page.answer("admin/stock", cursors, stock::after, row -> row.sku, StockRowJson::of);
    }
}
