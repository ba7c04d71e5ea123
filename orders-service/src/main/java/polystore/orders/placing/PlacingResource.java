package polystore.orders.placing;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Fingerprints;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.order.Caller;
import polystore.orders.order.OrderAnswers;
import polystore.orders.order.OrderJson;
import polystore.orders.placing.CartForms.PlaceJson;
import polystore.orders.privacy.Personal;
import polystore.orders.time.Now;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;

/// `POST /v1/orders`
@Path("/v1/orders")
@Tag(name = "Orders")
class PlacingResource {

    private static final String ROUTE = "POST /v1/orders";
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    private final PlaceOrder placeOrder;
    private final OrderAnswers answers;
    private final Bodies bodies;
    private final Fingerprints fingerprints;
    private final Caller caller;
    private final Now now;

    PlacingResource(
            PlaceOrder placeOrder,
            OrderAnswers answers,
            Bodies bodies,
            Fingerprints fingerprints,
            Caller caller,
            Now now) {
        this.placeOrder = placeOrder;
        this.answers = answers;
        this.bodies = bodies;
        this.fingerprints = fingerprints;
        this.caller = caller;
        this.now = now;
    }

    /// A repeated request with the same Idempotency-Key gets the outcome of the first one.
    @POST
    @Operation(operationId = "placeOrder", summary = "Place an order")
    @RunOnVirtualThread
    @RolesAllowed(Roles.CUSTOMER)
    @RequestBody(content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = PlaceJson.class)))
    @APIResponse(
            responseCode = "201",
            description = "The order as placed",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = OrderJson.class)))
    public Response place(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] body) {
        var form = bodies.read(body, PlaceJson.class);
        checkCountry(form.shipTo().country());
        var cart = CartForms.cart(form.lines(), form.currency());
        var key = new IdempotencyKey(
                caller.subject(), ROUTE, IdempotencyKey.required(idempotencyKey), fingerprints.of(form));
        var command = command(form, cart, key);
        return answer(placeOrder.handle(command, now.instant()), command);
    }

    private Response answer(Placement placement, PlaceOrder.Command command) {
        return switch (placement) {
            case Placement.Accepted(var order) -> answers.created(order, command.personal(), caller);
            case Placement.Refused(var why) -> answers.refused(why);
            case Placement.Replayed(var claim) -> answers.replayed(claim, 201, caller);
        };
    }

    private PlaceOrder.Command command(PlaceJson form, Cart cart, IdempotencyKey key) {
        var shipTo = form.shipTo();
        return new PlaceOrder.Command(
                key,
                cart,
                new Personal(shipTo.name(), shipTo.street(), shipTo.postalCode(), form.email()),
                shipTo.city(),
                shipTo.country(),
                caller.by(),
                caller.traceparent());
    }

    private static void checkCountry(String country) {
        if (!COUNTRIES.contains(country)) {
            throw Problem.badRequest(
                            "Correct the country.",
                            new FieldError("shipTo.country", "must be an ISO 3166-1 code such as DE"))
                    .asException();
        }
    }
}
