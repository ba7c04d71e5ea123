package polystore.orders.order;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Fingerprints;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.order.OrderForms.CancellationJson;
import polystore.orders.order.OrderForms.DeliveryJson;
import polystore.orders.order.OrderForms.PaymentJson;
import polystore.orders.order.OrderForms.ReturnJson;
import polystore.orders.order.OrderForms.ShipmentJson;
import polystore.orders.order.domain.Action;
import polystore.orders.order.domain.Action.Units;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.EntityTags;

/// Moving an order on. Checks come in one order everywhere: 401, 403, 404, 400, 428, 412, 409, 422.
@Path("/v1/orders/{id}")
public class ActionResource {

    private final OwnOrders orders;
    private final OrderMoves moves;
    private final Bodies bodies;
    private final Fingerprints fingerprints;
    private final Caller caller;

    public ActionResource(OwnOrders orders, OrderMoves moves, Bodies bodies, Fingerprints fingerprints, Caller caller) {
        this.orders = orders;
        this.moves = moves;
        this.bodies = bodies;
        this.fingerprints = fingerprints;
        this.caller = caller;
    }

    /// Records what the payment provider says; where the local stack has none, what the customer says.
    @POST
    @Path("/payment")
    @RolesAllowed({Roles.STAFF, Roles.CUSTOMER})
    @RequestBody(content = @Content(schema = @Schema(implementation = PaymentJson.class)))
    @APIResponseSchema(value = OrderJson.class, responseCode = "200")
    public Response pay(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            byte[] body) {
        moves.requirePayer(caller);
        var row = orders.find(id, caller);
        var form = bodies.read(body, PaymentJson.class);
        var route = "POST /v1/orders/" + row.order().facts().id() + "/payment";
        var key = new IdempotencyKey(
                caller.subject(), route, IdempotencyKey.required(idempotencyKey), fingerprints.of(form));
        EntityTags.requirePresent(ifMatch);
        return moves.move(row, new Action.Pay(form.amount(), form.reference()), ifMatch, key, caller);
    }

    @POST
    @Path("/cancellation")
    @RolesAllowed({Roles.CUSTOMER, Roles.STAFF})
    @RequestBody(content = @Content(schema = @Schema(implementation = CancellationJson.class)))
    @APIResponseSchema(value = OrderJson.class, responseCode = "200")
    public Response cancel(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(id, ifMatch, body, CancellationJson.class, form -> new Action.Cancel(form.reason()));
    }

    @POST
    @Path("/shipment")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(content = @Content(schema = @Schema(implementation = ShipmentJson.class)))
    @APIResponseSchema(value = OrderJson.class, responseCode = "200")
    public Response ship(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(
                id, ifMatch, body, ShipmentJson.class, form -> new Action.Ship(form.carrier(), form.trackingNumber()));
    }

    @POST
    @Path("/delivery")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(content = @Content(schema = @Schema(implementation = DeliveryJson.class)))
    @APIResponseSchema(value = OrderJson.class, responseCode = "200")
    public Response deliver(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(id, ifMatch, body, DeliveryJson.class, _ -> new Action.Deliver());
    }

    @POST
    @Path("/return")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(content = @Content(schema = @Schema(implementation = ReturnJson.class)))
    @APIResponseSchema(value = OrderJson.class, responseCode = "200")
    public Response takeBack(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(id, ifMatch, body, ReturnJson.class, form -> {
            OrderForms.requireDistinct(form.lines());
            var units = form.lines().stream()
                    .map(line -> new Units(line.sku(), line.quantity()))
                    .toList();
            return new Action.Return(units, form.reason());
        });
    }

    private <F> Response act(
            String id, @Nullable String ifMatch, byte[] body, Class<F> form, Function<F, Action> action) {
        var row = orders.find(id, caller);
        var wanted = action.apply(bodies.read(body, form));
        EntityTags.requirePresent(ifMatch);
        return moves.move(row, wanted, ifMatch, null, caller);
    }
}
