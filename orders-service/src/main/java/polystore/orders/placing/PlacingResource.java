package polystore.orders.placing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import polystore.orders.idempotency.Fingerprints;
import polystore.orders.idempotency.IdempotencyKey;
import polystore.orders.idempotency.KeyTaken;
import polystore.orders.order.Caller;
import polystore.orders.order.OrderAnswers;
import polystore.orders.order.OrderJson;
import polystore.orders.outbox.OutboxSignal;
import polystore.orders.placing.CartForms.PlaceJson;
import polystore.orders.privacy.Personal;
import polystore.orders.stock.StockChanges;
import polystore.orders.time.Now;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;

/// `POST /v1/orders`
@Path("/v1/orders")
public class PlacingResource {

    private static final String ROUTE = "POST /v1/orders";
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    private final PlaceOrder placeOrder;
    private final OrderAnswers answers;
    private final Bodies bodies;
    private final Fingerprints fingerprints;
    private final OutboxSignal signal;
    private final StockChanges changes;
    private final Caller caller;
    private final Now now;

    public PlacingResource(
            PlaceOrder placeOrder,
            OrderAnswers answers,
            Bodies bodies,
            Fingerprints fingerprints,
            OutboxSignal signal,
            StockChanges changes,
            Caller caller,
            Now now) {
        this.placeOrder = placeOrder;
        this.answers = answers;
        this.bodies = bodies;
        this.fingerprints = fingerprints;
        this.signal = signal;
        this.changes = changes;
        this.caller = caller;
        this.now = now;
    }

    /// Takes an order, or says why not; the same key again answers the same again.
    @POST
    @RunOnVirtualThread
    @RolesAllowed(Roles.CUSTOMER)
    @RequestBody(content = @Content(schema = @Schema(implementation = PlaceJson.class)))
    @APIResponseSchema(value = OrderJson.class, responseCode = "201")
    public Response place(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, byte[] body)
            throws SQLException {
        var form = bodies.read(body, PlaceJson.class);
        checkCountry(form.shipTo().country());
        var cart = CartForms.cart(form.lines(), form.currency());
        var key = new IdempotencyKey(
                caller.subject(), ROUTE, IdempotencyKey.required(idempotencyKey), fingerprints.of(form));
        var command = command(form, cart, key);
        return answer(decided(command), command);
    }

    /// The key can be taken between our look and our write: then the second look finds it.
    private Placement decided(PlaceOrder.Command command) throws SQLException {
        try {
            return placeOrder.handle(command, now.instant());
        } catch (KeyTaken meanwhile) {
            return placeOrder.handle(command, now.instant());
        }
    }

    private Response answer(Placement placement, PlaceOrder.Command command) {
        return switch (placement) {
            case Placement.Accepted(var order) -> {
                signal.afterCommit();
                changes.noted(
                        command.cart().lines().stream().map(Cart.Line::sku).toList());
                yield answers.created(order, command.personal(), caller);
            }
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
