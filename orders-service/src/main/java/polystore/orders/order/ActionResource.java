package polystore.orders.order;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Fingerprints;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.order.MoveOrder.Outcome;
import polystore.orders.order.OrderForms.CancellationJson;
import polystore.orders.order.OrderForms.DeliveryJson;
import polystore.orders.order.OrderForms.PaymentJson;
import polystore.orders.order.OrderForms.ReturnJson;
import polystore.orders.order.OrderForms.ShipmentJson;
import polystore.orders.order.domain.Action;
import polystore.orders.order.domain.Action.Units;
import polystore.orders.time.Now;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;
import polystore.platform.rest.EntityTags;
import polystore.platform.rest.ProblemResponse;

/// The actions on an order. Requests are checked in the order of all services: 401, 403, 404, 400, 428, 412, 409,
/// 422.
@Path("/v1/orders/{id}")
@Tag(name = "Orders")
class ActionResource {

    private final OwnOrders orders;
    private final PostgresOrders stored;
    private final MoveOrder moveOrder;
    private final OrderAnswers answers;
    private final Bodies bodies;
    private final Fingerprints fingerprints;
    private final Caller caller;
    private final Now now;

    ActionResource(
            OwnOrders orders,
            PostgresOrders stored,
            MoveOrder moveOrder,
            OrderAnswers answers,
            Bodies bodies,
            Fingerprints fingerprints,
            Caller caller,
            Now now) {
        this.orders = orders;
        this.stored = stored;
        this.moveOrder = moveOrder;
        this.answers = answers;
        this.bodies = bodies;
        this.fingerprints = fingerprints;
        this.caller = caller;
        this.now = now;
    }

    /// Records a payment that the payment provider reports; in the local stack, which has none, the customer does.
    @POST
    @Path("/payment")
    @Operation(operationId = "payOrder", summary = "Record the payment of an order")
    @RolesAllowed({Roles.STAFF, Roles.CUSTOMER})
    @RequestBody(content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = PaymentJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The order after the change",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
    public Response pay(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            byte[] body) {
        if (!caller.mayPay()) {
            throw new ForbiddenException();
        }
        var row = orders.find(id, caller);
        var form = bodies.read(body, PaymentJson.class);
        var route = "POST /v1/orders/" + row.order().facts().id() + "/payment";
        var key = new IdempotencyKey(
                caller.subject(), route, IdempotencyKey.required(idempotencyKey), fingerprints.of(form));
        EntityTags.requirePresent(ifMatch);
        return move(row, new Action.Pay(form.amount(), form.reference()), ifMatch, key);
    }

    @POST
    @Path("/cancellation")
    @Operation(operationId = "cancelOrder", summary = "Cancel an order and release its stock")
    @RolesAllowed({Roles.CUSTOMER, Roles.STAFF})
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = CancellationJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The order after the change",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
    public Response cancel(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(id, ifMatch, body, CancellationJson.class, form -> new Action.Cancel(form.reason()));
    }

    @POST
    @Path("/shipment")
    @Operation(operationId = "shipOrder", summary = "Record the shipment of an order")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = ShipmentJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The order after the change",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
    public Response ship(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(
                id, ifMatch, body, ShipmentJson.class, form -> new Action.Ship(form.carrier(), form.trackingNumber()));
    }

    @POST
    @Path("/delivery")
    @Operation(operationId = "deliverOrder", summary = "Record the delivery of an order")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = DeliveryJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The order after the change",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
    public Response deliver(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
        return act(id, ifMatch, body, DeliveryJson.class, _ -> new Action.Deliver());
    }

    @POST
    @Path("/return")
    @Operation(operationId = "returnOrder", summary = "Record units that the customer sent back")
    @RolesAllowed(Roles.STAFF)
    @RequestBody(content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = ReturnJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The order after the change",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
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
        return move(row, wanted, ifMatch, null);
    }

    private Response move(OrderRow row, Action action, @Nullable String ifMatch, @Nullable IdempotencyKey key) {
        var id = row.order().facts().id();
        var command = new MoveOrder.Command(
                id, action, version -> EntityTags.matches(ifMatch, version), key, caller.by(), caller.traceparent());
        return switch (moveOrder.handle(command, now.instant())) {
            case Outcome.Moved _ -> answers.ok(stored.find(id).orElseThrow(), caller);
            case Outcome.Refused(var why) -> answers.refused(why);
            case Outcome.Outdated(var version) -> ProblemResponse.of(EntityTags.mismatch(version));
            case Outcome.Replayed(var claim) -> answers.replayed(claim, 200, caller);
        };
    }
}
