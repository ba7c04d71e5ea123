package polystore.orders.placing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polystore.orders.order.OrderForms;
import polystore.orders.order.OrderForms.LineJson;
import polystore.orders.order.domain.Order;
import polystore.platform.rest.Text;

/// The bodies for placing and quoting. They have no prices, which come from the price book only.
final class CartForms {

    private static final String MISSING = "is missing";

    private CartForms() {}

    /// `POST /v1/orders`
    ///
    /// @param currency ISO 4217; by default the default currency of the SKUs, which must be the same for all
    public record PlaceJson(
            @NotEmpty(message = "must have at least one line")
            @Size(max = Order.LINES_MAX, message = "must have at most 200 lines")
            List<@NotNull(message = "must not be null") @Valid LineJson> lines,

            @NotNull(message = MISSING) @Valid ShipToJson shipTo,

            @NotNull(message = MISSING)
            @Pattern(regexp = "^[!-?A-~]{1,64}@[A-Za-z0-9.-]{1,189}$", message = "must be an e-mail address")
            String email,

            @Nullable @Pattern(regexp = "^[A-Z]{3}$", message = "must be an ISO 4217 code such as EUR")
            String currency) {}

    /// `POST /v1/orders:quote`
    public record QuoteJson(
            @NotEmpty(message = "must have at least one line")
            @Size(max = Order.LINES_MAX, message = "must have at most 200 lines")
            List<@NotNull(message = "must not be null") @Valid LineJson> lines,

            @Nullable @Pattern(regexp = "^[A-Z]{3}$", message = "must be an ISO 4217 code such as EUR")
            String currency) {}

    public record ShipToJson(
            @NotNull(message = MISSING) @Text(max = 200) String name,
            @NotNull(message = MISSING) @Text(max = 200) String street,
            @NotNull(message = MISSING) @Text(max = 100) String city,
            @NotNull(message = MISSING) @Text(max = 20) String postalCode,

            @NotNull(message = MISSING)
            @Pattern(regexp = "^[A-Z]{2}$", message = "must be an ISO 3166-1 code such as DE")
            String country) {}

    static Cart cart(List<LineJson> lines, @Nullable String currency) {
        OrderForms.requireDistinct(lines);
        return new Cart(
                lines.stream()
                        .map(line -> new Cart.Line(line.sku(), line.quantity()))
                        .toList(),
                currency);
    }
}
