package polystore.command.demo.northwind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import polystore.command.demo.Checkout.Address;
import polystore.command.demo.Checkout.Cart;
import polystore.command.demo.Checkout.Line;

/// Makes a cart of a legacy order, and cleans what a new order may not have.
final class NorthwindRowsToCart {
    /// Stands where the old order says nothing: an address has to have all its lines.
    static final String UNKNOWN = "-";

    /// @param cleaned what had to be changed, in the words of a sentence; empty for most orders
    record Cleaned(Cart cart, List<String> cleaned) {}

    private final List<String> cleaned = new ArrayList<>();

    private NorthwindRowsToCart() {}

    /// @throws IllegalArgumentException for a country that has no code: where to ship to is not ours to guess
    static Cleaned cart(OrderRow row) {
        var mapping = new NorthwindRowsToCart();
        var lines = row.lines().stream()
                .map(line -> new Line(ProductRow.sku(line.productId()), line.quantity()))
                .toList();
        var cart = new Cart(lines, mapping.address(row), row.customerId().toLowerCase(Locale.ROOT) + "@example.org");
        return new Cleaned(cart, List.copyOf(mapping.cleaned));
    }

    private Address address(OrderRow row) {
        var ship = row.ship();
        return new Address(
                text(ship.name(), "name"),
                text(ship.address(), "street"),
                text(ship.city(), "city"),
                text(ship.postalCode(), "postal code"),
                country(row));
    }

    private static String country(OrderRow row) {
        var name = row.ship().country();
        return Countries.code(name == null ? "" : name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Order " + row.orderId() + " ships to " + name + ", which is no country that has an ISO code"));
    }

    private String text(@Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            cleaned.add("had no " + what + ", which is \"" + UNKNOWN + "\" now");
            return UNKNOWN;
        }
        var plain = value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (!plain.equals(value)) {
            cleaned.add("had line breaks or blanks around the " + what + ", which are gone");
        }
        return plain;
    }
}
