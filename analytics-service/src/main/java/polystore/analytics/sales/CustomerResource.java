package polystore.analytics.sales;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import polystore.analytics.freshness.Freshness;
import polystore.contracts.Money;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;

/// `GET /v1/analytics/customers/{id}`: the totals of one customer's orders.
@Path("/v1/analytics/customers/{id}")
@Tag(name = "Analytics")
@RolesAllowed(Roles.ANALYST)
class CustomerResource {

    private final PostgresCustomers customers;
    private final Freshness freshness;

    public CustomerResource(PostgresCustomers customers, Freshness freshness) {
        this.customers = customers;
        this.freshness = freshness;
    }

    public record TotalJson(
            long placed,
            long orders,
            long units,
            Money revenue,
            Money cancelled,
            Money returned,

            @Schema(description = "revenue - cancelled - returned")
            Money lifetimeValue) {

        static TotalJson of(Customer.Total total) {
            var amounts = total.amounts();
            var revenue = new Money(amounts.revenue(), total.currency());
            var cancelled = new Money(amounts.cancelled(), total.currency());
            var returned = new Money(amounts.returned(), total.currency());
            return new TotalJson(
                    amounts.placed(),
                    amounts.orders(),
                    amounts.units(),
                    revenue,
                    cancelled,
                    returned,
                    revenue.minus(cancelled).minus(returned));
        }
    }

    /// @param name of the category; absent where it is unknown
    public record FavouriteJson(String category, @Nullable String name, long units) {}

    /// @param totals one per currency
    /// @param favouriteCategories of the paid orders, at most three, those with most units first
    public record CustomerJson(
            String customerId,
            Instant firstPlacedAt,
            Instant lastPlacedAt,
            UUID firstOrderId,
            UUID lastOrderId,
            List<TotalJson> totals,
            List<FavouriteJson> favouriteCategories,
            Instant asOf,
            long lagMs,
            boolean complete) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "customer", summary = "Totals of one customer's orders")
    public CustomerJson customer(@PathParam("id") String id) {
        var found = freshness.read(snapshot -> customers.find(snapshot, id));
        var asOf = found.asOf();
        return found.value()
                .map(it -> new CustomerJson(
                        id,
                        it.first().placedAt(),
                        it.last().placedAt(),
                        it.first().id(),
                        it.last().id(),
                        it.totals().stream().map(TotalJson::of).toList(),
                        it.favourites().stream()
                                .map(favourite ->
                                        new FavouriteJson(favourite.category(), favourite.name(), favourite.units()))
                                .toList(),
                        asOf.asOf(),
                        asOf.lagMs(),
                        asOf.complete()))
                .orElseThrow(() -> Problem.notFound(
                                "No order of this customer is known: check the id; a new order appears within seconds.")
                        .asException());
    }
}
