package polystore.analytics.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import polystore.contracts.Topics;
import polystore.platform.http.Problem;
import polystore.platform.http.Roles;
import polystore.platform.persistence.SqlFaults;

/// `GET /v1/analytics/parked` and `POST /v1/analytics/parked/{orderId}/replay`: orders with parked events.
@Path("/v1/analytics/parked")
@Tag(name = "Analytics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
class ParkedResource {

    /// Limits the list; the oldest orders usually show the cause of the others.
    private static final int ORDERS_MAX = 100;

    private final Jdbi jdbi;
    private final PostgresParkedEvents parked;
    private final ReplayParked replayParked;

    public ParkedResource(Jdbi jdbi, PostgresParkedEvents parked, ReplayParked replayParked) {
        this.jdbi = jdbi;
        this.parked = parked;
        this.replayParked = replayParked;
    }

    /// @param events number of parked events, including the faulty one
    /// @param cause why the first of them could not be applied
    public record OrderJson(
            String orderId, long events, @Nullable String cause, Instant since) {}

    public record OrdersJson(List<OrderJson> items) {}

    @GET
    @Operation(operationId = "parked", summary = "Orders with parked events, oldest first, at most 100")
    public OrdersJson parked() {
        return new OrdersJson(
                jdbi.withHandle(handle -> parked.orders(handle, Topics.ORDERS_EVENTS, ORDERS_MAX)).stream()
                        .map(it -> new OrderJson(it.key(), it.events(), it.cause(), it.since()))
                        .toList());
    }

    @POST
    @Path("{orderId}/replay")
    @Operation(operationId = "replayParked", summary = "Apply the parked events of an order again, in order")
    public ReplayParked.Replayed replay(@PathParam("orderId") String orderId) {
        try {
            var replayed = replayParked.handle(Topics.ORDERS_EVENTS, orderId);
            if (replayed.taken() == 0) {
                throw Problem.notFound("This order has no parked events.").asException();
            }
            return replayed;
        } catch (JdbiException e) {
            if (SqlFaults.isData(e)) {
                throw Problem.of(
                                "analytics/still-faulty",
                                409,
                                "Event still cannot be applied",
                                "An event of the order still cannot be applied, so all of them stay parked:"
                                        + " correct the cause shown by GET /v1/analytics/parked first.")
                        .asException();
            }
            throw e;
        }
    }
}
