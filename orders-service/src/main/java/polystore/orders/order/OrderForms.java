package polystore.orders.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import polystore.contracts.Money;
import polystore.contracts.Sku;
import polystore.orders.order.domain.Order;
import polystore.platform.http.Problem;
import polystore.platform.http.Problem.FieldError;
import polystore.platform.rest.Text;

/// The request bodies of the actions on an order, and the line that all bodies of orders share.
public final class OrderForms {

    private static final String MISSING = "is missing";

    private OrderForms() {}

    public record LineJson(
            @NotNull(message = MISSING) @Pattern(regexp = Sku.PATTERN, message = Sku.RULE)
            String sku,

            @NotNull(message = MISSING)
            @Min(value = 1, message = "must be at least 1")
            @Max(value = Order.QUANTITY_MAX, message = "must be at most 100000")
            Integer quantity) {}

    /// @param reference of the payment provider, unique among all payments
    public record PaymentJson(
            @NotNull(message = MISSING) Money amount,

            @NotNull(message = MISSING)
            @Pattern(regexp = "^[!-~]{1,128}$", message = "must be 1 to 128 visible ASCII characters")
            String reference) {}

    public record CancellationJson(
            @NotNull(message = MISSING) @Text(max = 500) String reason) {}

    public record ShipmentJson(
            @NotNull(message = MISSING) @Text(max = 100) String carrier,
            @NotNull(message = MISSING) @Text(max = 100) String trackingNumber) {}

    /// Has no fields.
    public record DeliveryJson() {}

    public record ReturnJson(
            @NotEmpty(message = "must have at least one line")
            @Size(max = Order.LINES_MAX, message = "must have at most 200 lines")
            List<@NotNull(message = "must not be null") @Valid LineJson> lines,

            @NotNull(message = MISSING) @Text(max = 500) String reason) {}

    /// @throws polystore.platform.http.ProblemException 400 for a SKU that appears twice, because the intended
    /// quantity is unclear
    public static void requireDistinct(List<LineJson> lines) {
        var seen = new HashSet<String>();
        var repeated = IntStream.range(0, lines.size())
                .filter(i -> !seen.add(lines.get(i).sku()))
                .mapToObj(i -> new FieldError("lines[" + i + "].sku", "appears twice: send one line with the sum"))
                .toArray(FieldError[]::new);
        if (repeated.length > 0) {
            throw Problem.badRequest("Send each SKU once.", repeated).asException();
        }
    }
}
