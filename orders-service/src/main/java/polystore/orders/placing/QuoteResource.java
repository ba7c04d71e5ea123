package polystore.orders.placing;

import static jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import polystore.contracts.Money;
import polystore.orders.order.OrderAnswers;
import polystore.orders.order.domain.Order;
import polystore.orders.placing.CartForms.QuoteJson;
import polystore.platform.http.Roles;
import polystore.platform.rest.Bodies;

/// `POST /v1/orders:quote`
@Path("/v1/orders:quote")
@Tag(name = "Orders")
class QuoteResource {

    private final QuoteOrder quoteOrder;
    private final OrderAnswers answers;
    private final Bodies bodies;

    QuoteResource(QuoteOrder quoteOrder, OrderAnswers answers, Bodies bodies) {
        this.quoteOrder = quoteOrder;
        this.answers = answers;
        this.bodies = bodies;
    }

    /// @param available units of the SKU that are in stock and not reserved
    record QuotedLine(String sku, String name, int quantity, Money unitPrice, Money lineTotal, long available) {}

    /// Returns lines and total that an order placed now would have.
    record Quoted(List<QuotedLine> lines, Money total) {}

    @POST
    @Operation(operationId = "quoteOrder", summary = "Price a cart without placing an order or reserving stock")
    @RolesAllowed({Roles.CUSTOMER, Roles.STAFF})
    @RequestBody(content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = QuoteJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The price of the cart",
            content = @Content(mediaType = APPLICATION_JSON, schema = @Schema(implementation = Quoted.class)))
    public Response quote(byte[] body) {
        var form = bodies.read(body, QuoteJson.class);
        var quote = quoteOrder.handle(CartForms.cart(form.lines(), form.currency()));
        return switch (quote.pricing()) {
            case Pricing.Refused(var why) -> answers.refused(why);
            case Pricing.Priced(var lines, var total) ->
                Response.ok(new Quoted(
                                lines.stream()
                                        .map(line -> quoted(line, quote.available()))
                                        .toList(),
                                total))
                        .build();
        };
    }

    private static QuotedLine quoted(Order.Line line, Map<String, Long> available) {
        return new QuotedLine(
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotal(),
                available.getOrDefault(line.sku(), 0L));
    }
}
